"""The sentence over a picture: plain, short, and never more than its numbers allow."""

import re

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st
from stats.chart_cases import demo_measures, plotted

from improvement_cycles.charts.sentence import FOR_THE_GROUP, sentence
from improvement_cycles.stats.finding import find_change
