import cityreader


def test_version_is_a_plain_release_number():
    assert all(part.isdigit() for part in cityreader.__version__.split("."))
