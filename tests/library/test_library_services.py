from cityreader.library.library import Library, Service


def test_every_part_of_a_library_is_what_it_is_said_to_be(library):
    """Fails where a part is of another class than its annotation says."""
    parts = {
        name: said.removeprefix("Service[").removesuffix("]")
        for name, said in Library.__annotations__.items()
    }
    assert set(parts) == {name for name, one in vars(Library).items() if isinstance(one, Service)}
    assert {name: type(getattr(library, name)).__name__ for name in parts} == parts


def test_a_part_is_made_once(library):
    """Fails where a part is made again whenever it is asked for."""
    assert library.search is library.search
    assert library.dictionary is library.dictionary
