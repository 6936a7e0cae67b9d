"""The fixed words of welds: processes, metals and the positions that ISO 6947 knows for each joint."""

PROCESSES = ("111", "131", "135", "136", "138", "141")
"""The welding processes of the sheets, by their ISO 4063 numbers."""

METALS = ("steel", "stainless_steel", "aluminium")

WELD_POSITIONS: dict[tuple[str, str], tuple[str, ...]] = {
    ("fillet", "plate"): ("PA", "PB", "PC", "PD", "PE", "PF", "PG"),
    ("fillet", "tube"): ("PA", "PB", "PD", "PH", "PJ"),
    ("butt", "plate"): ("PA", "PC", "PE", "PF", "PG"),
    ("butt", "tube"): ("PA", "PC", "PH", "PJ", "H-L045", "J-L045"),
}
"""The positions in which each joint (fillet, butt) of each product (plate, tube) is welded, from easy to hard."""
