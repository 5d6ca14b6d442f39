"""Nights out, counted for a while and then after a change."""

from improvement_cycles.charts.measured import Measured, number_dot

BEFORE = [4, 6] * 6
UP = [9, 8] * 5


def measured(values, **options):
    dots = [number_dot(f"{i} Nov", value) for i, value in enumerate(values, start=1)]
    return Measured("Nights out", "nights", dots, **options)
