from cityreader.export.times import basic_time


def test_a_time_loses_its_signs_and_its_fraction():
    assert basic_time("2025-12-28T09:30:00Z") == "20251228T093000Z"
    assert basic_time("2025-12-28T09:30:00.125Z") == "20251228T093000Z"
