"""Signing in: a browser shows the write token once, and keeps a cookie that pages which write accept instead."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.routes.access import SESSION, TheSettings, is_own_page, may_write
from api.routes.forms import Form, own_path
from api.routes.replies import page
from api.tokens import is_token, session

router = APIRouter(include_in_schema=False)

_DAY = 24 * 60 * 60


@router.get("/sign-in")
def form(request: Request, settings: TheSettings, onward: str = "/") -> Response:
    """A form for the token; where none is wanted, or it was shown already, that is said instead."""
    return _page(request, settings, own_path(onward))


@router.post("/sign-in")
def sign_in(request: Request, settings: TheSettings, sent: Form) -> Response:
    """Give the browser its cookie and lead it on; 401 where the token is another."""
    onward = own_path(sent.get("onward", "/"))
    if settings.token is None or not is_own_page(request) or not is_token(sent.get("token", ""), settings.token):
        return _page(request, settings, onward, problem="This is not the token of this server (ONRECORD_TOKEN).", status=401)
    reply = RedirectResponse(onward, status_code=303)
    is_safe = request.url.scheme == "https"
    reply.set_cookie(SESSION, session(settings.token), max_age=_DAY, httponly=True, samesite="strict", secure=is_safe)
    return reply


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """Take the cookie back."""
    reply = RedirectResponse("/sign-in", status_code=303)
    if is_own_page(request):
        reply.delete_cookie(SESSION, httponly=True, samesite="strict")
    return reply


def _page(request: Request, settings: TheSettings, onward: str, *, problem: str = "", status: int = 200) -> Response:
    return page(
        request,
        "sign_in.html",
        title="Sign in",
        status=status,
        onward=onward,
        problem=problem,
        has_token=settings.token is not None,
        is_known=may_write(request, settings),
    )
