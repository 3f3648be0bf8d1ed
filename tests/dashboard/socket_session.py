"""A session with the page over its websocket, without a browser: what anybody can send who reaches the server."""

import json
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.sync.client import connect


class SocketSession:
    """One session; ``texts``, ``buttons`` and ``components`` are the widgets seen, by label or name.

    ``user_cookie`` is sent as the cookie of a login, with a token that lets the server look at it.
    """

    def __init__(self, address: str, headers: dict[str, str] | None = None, user_cookie: str | None = None) -> None:
        token = generate_xsrf_token_string()
        cookies = f"_streamlit_xsrf={token}; _streamlit_user={user_cookie}"
        self.connecting = connect(
            f"ws{address[4:]}/_stcore/stream",
            subprotocols=["streamlit"] if user_cookie is None else ["streamlit", token],
            origin=address,
            max_size=None,
            additional_headers=headers if user_cookie is None else {**(headers or {}), "Cookie": cookies},
        )
        self.pages: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self.components: dict[str, str] = {}
        self.data: dict[str, Any] = {}
        self.words: list[str] = []

    def __enter__(self) -> "SocketSession":
        self.socket = self.connecting.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.connecting.__exit__(*error)

    def run(
        self,
        page: str = "",
        query: str = "",
        texts: dict[str, str] | None = None,
        press: str = "",
        trigger: tuple[str, object] | None = None,
    ) -> "SocketSession":
        """Run the script with these values; ids are given as they were seen, here or in another session."""
        back = BackMsg()
        back.rerun_script.page_script_hash = page
        back.rerun_script.query_string = query
        widgets = back.rerun_script.widget_states.widgets
        for widget_id, value in (texts or {}).items():
            widgets.add(id=widget_id, string_value=value)
        if press:
            widgets.add(id=press, trigger_value=True)
        if trigger:
            component, act = trigger
            name = f"$$STREAMLIT_INTERNAL_KEY_{component}__events"
            widgets.add(id=name, json_trigger_value=json.dumps([{"event": "act", "value": act}]))
        self.socket.send(back.SerializeToString())
        while True:
            message = ForwardMsg.FromString(self.socket.recv(timeout=30))
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            elif kind == "delta":
                self._see(message.delta.new_element)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return self

    def _see(self, element: Any) -> None:
        match element.WhichOneof("type"):
            case "text_area":
                self.texts[element.text_area.label] = element.text_area.id
            case "text_input":
                self.texts[element.text_input.label] = element.text_input.id
            case "button":
                self.buttons[element.button.label] = element.button.id
            case "text":
                self.words.append(element.text.body)
            case "bidi_component":
                part = element.bidi_component
                self.components[part.component_name] = part.id
                self.data[part.component_name] = json.loads(part.json) if part.json else None
