"""What every answer carries to protect whoever sits before it, and which requests are turned away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request
from fastapi.responses import PlainTextResponse, Response

from review.errors import broken_page

Next = Callable[[Request], Awaitable[Response]]

HEADERS = {
    # data: is for the icons inside of KERN's style sheet.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
OWN_SITES = frozenset({"same-origin", "none", ""})


async def guard(request: Request, call_next: Next) -> Response:
    """Turn away forms that another site sent, and add the protecting headers to each answer."""
    site = request.headers.get("sec-fetch-site", "")
    if request.method in UNSAFE and site not in OWN_SITES:
        return PlainTextResponse("Dieses Formular kam von einer fremden Seite.", status_code=403)
    try:
        response = await call_next(request)
    except Exception as error:  # noqa: BLE001 - whatever it is: its text must not get into the server's log
        response = broken_page(request, error)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
