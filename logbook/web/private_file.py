"""The headers of a file that is somebody's: kept by no store on the way, and harmless when it is opened by itself."""

PRIVATE_FILE = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
}
