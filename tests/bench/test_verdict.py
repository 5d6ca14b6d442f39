"""When a figure passes, fails, or says nothing because the machine was busy."""

import pytest

from bench import peer
from bench.verdict import Noise, Run, Target, Verdict, judge, judge_all, targets

QUIET = Noise(spread=1.2, load=0.5, cores=2)
RATE = Target("list", "requests", least=0.35, postgresql=0.21)
CPU = Target("cpu", "CPU", most=3.2, steady=True)


@pytest.mark.parametrize(
    ("target", "figures", "verdict"),
    [
        (RATE, [0.30, 0.36, 0.50], Verdict.PASS),  # the median decides
        (RATE, [0.30, 0.34, 0.50], Verdict.FAIL),
        (RATE, [0.35], Verdict.PASS),
        (CPU, [3.2], Verdict.PASS),
        (CPU, [3.3], Verdict.FAIL),
        (CPU, [], Verdict.NONE),
    ],
)
def test_a_figure_is_held_to_its_limit(target, figures, verdict):
    assert judge(target, figures, Run(QUIET)).verdict is verdict


@pytest.mark.parametrize(
    "noise", [Noise(spread=2.1, load=0.5, cores=2), Noise(spread=1.0, load=4.1, cores=2)]
)
def test_in_noise_only_steady_figures_are_judged(noise):
    assert judge(RATE, [9.0], Run(noise)).verdict is Verdict.NOISY
    assert judge(RATE, [0.1], Run(noise)).verdict is Verdict.NOISY
    assert judge(CPU, [9.0], Run(noise)).verdict is Verdict.FAIL


def test_an_engine_and_a_million_issues_may_have_limits_of_their_own():
    search = Target("search", "search", most=30, million=60)
    assert judge(RATE, [0.25], Run(QUIET, "postgresql")).verdict is Verdict.PASS
    assert judge(search, [45], Run(QUIET, size=100_000)).verdict is Verdict.FAIL
    assert judge(search, [45], Run(QUIET, size=1_000_000)).verdict is Verdict.PASS


def test_where_every_figure_counts_one_can_fail():
    page = Target("page", "KB", most=8, steady=True, of_all=True)
    assert judge(page, [2, 3, 9], Run(QUIET)).verdict is Verdict.FAIL


def test_every_target_in_the_file_has_one_limit():
    assert all((target.least is None) != (target.most is None) for target in targets())


def test_what_was_not_measured_is_listed_and_what_is_unknown_is_refused():
    assert {one.verdict for one in judge_all({}, Run(QUIET))} == {Verdict.NONE}
    with pytest.raises(AssertionError, match="nonsense"):
        judge_all({"nonsense": [1.0]}, Run(QUIET))


@pytest.mark.parametrize(
    "url", ["http://example.org/", "https://127.0.0.1/", "http://127.0.0.1.example.org/", "x", ""]
)
def test_a_peer_is_on_this_machine_or_refused(url):
    with pytest.raises(ValueError, match="this machine"):
        peer.address(url)


def test_a_peers_address_keeps_its_port_and_question():
    assert peer.address("http://localhost:5000/list?page=2") == (5000, "/list?page=2")
