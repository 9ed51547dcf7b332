"""Work beside the screen: the one way to start it, so that an error in it is always shown.

Textual ends the app with a traceback at an error in a worker, or says nothing at all. Here every error becomes one
plain line: the node that waits for the work gets it, where it has `work_failed`, else it is a notice.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial, wraps
from time import sleep
from typing import Any, ParamSpec, overload

from textual.dom import DOMNode
from textual.worker import Worker, get_current_worker

from ilo_tui.core.errors import AppError, StoppedError
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.tui.protocols import HandlesFailure, services

P = ParamSpec("P")


def error_line(error: Exception, tr: Translator) -> str:
    """An error in one plain line: what the program's own errors say, else what went wrong and what can be done."""
    if isinstance(error, AppError):
        return error.line(tr)
    if isinstance(error, MemoryError):
        return tr("There is not enough memory for this. Close other programs, and try again.")
    if isinstance(error, OSError) and error.strerror:
        place = f"{clean(str(error.filename))}: " if error.filename else ""
        reason = place + clean(error.strerror)
        return tr("{what}. Check that the disk or stick is there, then try again.", what=reason)
    return tr(
        "This did not work: {what}. What was saved stays saved; leave, start the program anew, and try again.",
        what=clean(" ".join(f"{type(error).__name__} {error}".split()))[:200],
    )


def is_open(node: DOMNode) -> bool:
    """Whether a node can be written: a screen that closes loses its parts before it is taken away itself."""
    return node.is_attached and node.app.is_running and node.screen in node.app.screen_stack


def pause_of_worker() -> Callable[[], None]:
    """What a worker in a thread calls now and then: it lets others run, or raises `StoppedError` to stop."""
    worker = get_current_worker()

    def pause() -> None:
        if worker.is_cancelled:
            raise StoppedError
        sleep(0)

    return pause


def _failed(node: DOMNode, group: str, error: Exception) -> None:
    """Show an error, on the node that waits or as a notice; nothing where everything is closed already."""
    try:
        app = services(node)
    except TypeError:
        raise error from None
    line = error_line(error, app.context.tr)
    if isinstance(node, HandlesFailure):
        if is_open(node):
            node.work_failed(group, line)
    else:
        app.show_message(line, bad=True)


async def _in_loop(node: DOMNode, group: str, call: Callable[[], Coroutine[None, None, Any]]) -> Any:
    try:
        return await call()
    except Exception as error:
        _failed(node, group, error)


def _in_thread(node: DOMNode, group: str, call: Callable[[], Any]) -> Any:
    try:
        return call()
    except Exception as error:
        # What nobody waits for any more is not shown.
        if not get_current_worker().is_cancelled:
            node.app.call_from_thread(_failed, node, group, error)


def start_worker(
    node: DOMNode,
    call: Callable[..., Any],
    *args: Any,
    group: str = "default",
    exclusive: bool = False,
    thread: bool = False,
    **kwargs: Any,
) -> Worker[Any]:
    """Run something beside the screen in the name of `node`; in a thread, or as the coroutine that it makes."""
    guarded = partial(_in_thread if thread else _in_loop, node, group, partial(call, *args, **kwargs))
    name = getattr(call, "__name__", "")
    return node.run_worker(guarded, name, group, exit_on_error=False, exclusive=exclusive, thread=thread)


@overload
def work(method: Callable[P, Coroutine[None, None, Any]]) -> Callable[P, Worker[Any]]: ...


@overload
def work(
    *, group: str = "default", exclusive: bool = False, thread: bool = False
) -> Callable[[Callable[P, Any]], Callable[P, Worker[Any]]]: ...


def work(
    method: Callable[..., Any] | None = None, *, group: str = "default", exclusive: bool = False, thread: bool = False
) -> Any:
    """Run a method beside the screen, as Textual's decorator of this name does; its errors are shown.

    A method that is no coroutine needs `thread`. Of `exclusive` work of one node only the last of a `group` goes on.
    """

    def started(method: Callable[..., Any]) -> Callable[..., Worker[Any]]:
        @wraps(method)
        def start(node: DOMNode, *args: Any, **kwargs: Any) -> Worker[Any]:
            call = partial(method, node, *args, **kwargs)
            return start_worker(node, call, group=group, exclusive=exclusive, thread=thread)

        return start

    return started if method is None else started(method)
