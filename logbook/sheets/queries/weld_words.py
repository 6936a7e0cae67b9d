"""What people in a workshop call a weld, in three languages, folded as the search folds what they type."""

from logbook.sheets.models import Weld

_MIG = "mig halfautomaat halfautomatisch semi automatique semiautomatic gmaw"
_MAG = "mag halfautomaat halfautomatisch semi automatique semiautomatic gmaw"
_PROCESSES = {
    "111": "elektrode electrode beklede enrobee bmbe coated stick smaw mma",
    "131": _MIG,
    "135": _MAG,
    "136": f"{_MAG} gevulde draad fil fourre flux cored fcaw",
    "138": f"{_MAG} metaalgevulde draad fil fourre metal cored",
    "141": "tig wig argon wolfraam tungstene tungsten gtaw",
}
_JOINTS = {
    "fillet": "hoeklas hoeknaad hoeknaadlas naad fillet angle soudure",
    "butt": "stompe stompelas naad butt bout soudure groove",
}
_PRODUCTS = {"plate": "plaat platen plate tole toles", "tube": "buis buizen pijp tube pipe tuyau"}
_MATERIALS = {
    "steel": "staal steel acier",
    "stainless_steel": "roestvast inox rvs stainless inoxydable steel",
    "aluminium": "aluminium alu aluminum",
}


def weld_words(weld: Weld) -> list[str]:
    """Return the words and numbers that stand for a weld."""
    texts = [
        *weld.processes,
        *(_PROCESSES.get(each, "") for each in weld.processes),
        _JOINTS[weld.joint],
        _PRODUCTS[weld.product],
        weld.position.lower().replace("-", " "),
        *(_MATERIALS.get(each, "") for each in weld.materials),
    ]
    return [word for text in texts for word in text.split()]
