"""Questions to the library: which of them replace each other."""

import threading

from driving import AtReader, driven


async def test_a_question_replaces_those_of_its_name_on_its_own_screen_only(paired, folders):
    """Taken out: groups were those of the program, and the reader's question ended the list's."""
    paired.close()
    go, heard = threading.Event(), []
    async with driven(paired.path, folders, by=AtReader, reading=(1,)) as desk:
        below, above = desk.app.screen_stack[0], desk.reader

        def ask(screen, name):
            def question(_):
                go.wait()
                return name

            screen.ask("same name", question, heard.append)

        try:
            ask(below, "list")
            ask(above, "replaced")
            ask(above, "reader")
            await desk.pilot.pause()
            assert below.is_asking("same name")
            assert above.is_asking("same name")
        finally:
            go.set()
        await desk.settle()
    assert sorted(heard) == ["list", "reader"]
