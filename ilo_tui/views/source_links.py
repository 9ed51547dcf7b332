"""Where a source can be opened, as the address of a link: its copy on this computer, else its address on the web.

An address goes to the terminal as part of a command, and to a browser on a click. So nothing of a file gets into one
but what is shown as it is, and of that only web addresses, with every unusual character as its code.
"""

from __future__ import annotations

import re

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Source
from ilo_tui.views.context import ViewContext

_LONGEST = 2000
"""Letters of an address: some terminals drop longer ones."""
_SAFE = ":/?#[]@!$&'()*+,;=%-._~"
_HOST = re.compile(r"[a-z0-9._:-]+")


def source_link(context: ViewContext, ident: str) -> str:
    """The address of a source's copy, else of the source; empty of neither, and where nobody draws links."""
    source = context.dossier.get(Source, ident) if context.links else None
    return (copy_link(context, source) or address_link(context, source)) if source else ""


def copy_link(context: ViewContext, source: Source) -> str:
    """The address of the document of a source on this computer; empty where there is none, or an altered one."""
    state = context.copies.state(source) if context.links else None
    if state is None or state.kind != "here" or state.link is None:
        return ""
    address = context.copies.document_path(state.link).absolute().as_uri()
    return address if len(address) <= _LONGEST else ""


def address_link(context: ViewContext, source: Source) -> str:
    """The source's own address on the web; empty of any other."""
    return web_address(source.url or "") if context.links else ""


def web_address(url: str) -> str:
    """A web address in ASCII without control characters; empty of what is none, or seems to lead where it does not."""
    from urllib.parse import quote, urlsplit

    url = url.strip(" ")
    if clean(url) != url or not url.isprintable():
        return ""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    # A name before `@` passes for the host, and so do letters that look like others.
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host or "") or "@" in parts.netloc or port == 0:
        return ""
    address = quote(url, safe=_SAFE)
    return address if len(address) <= _LONGEST else ""
