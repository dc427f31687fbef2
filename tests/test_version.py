import cityreader


def test_version_is_a_plain_release_number():
    assert all(part.isdigit() for part in cityreader.__version__.split("."))


def test_every_model_is_found_where_its_table_says():
    from cityreader import models

    for name in models.__all__:
        assert getattr(models, name) is not None
    assert sorted(models._MODULE_OF) == sorted(models.__all__)
