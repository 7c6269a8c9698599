"""The same task for splink: a model trained on labelled names of its own, then names linked within their postcode."""

import logging

import duckdb
import numpy as np
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from tests.benchmarks.made_up_firms import make
from tests.benchmarks.pairs import pairwise

TRAINING, SEED = 100_000, 2024
RECALL_OF_EXACT = 0.5
FORMS = (
    "gesellschaft mit beschraenkter haftung|unternehmergesellschaft|haftungsbeschraenkt|aktiengesellschaft|"
    "offene handelsgesellschaft|kommanditgesellschaft|eingetragener kaufmann|eingetragene kauffrau|eingetragener verein|"
    "gemeinnuetzige|gmbh|ggmbh|mbh|ug|ag|ohg|kg|kgaa|gbr|e k|ek|e kfm|e kfr|e v|ev|eg|co|und|u"
)
CLEANED = f"""
create table firms as
with lowered as (select *, lower(name) as low from given),
plain as (
    select * replace (strip_accents(replace(replace(replace(replace(low, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss')) as low)
    from lowered
),
bare as (
    select * replace (regexp_replace(regexp_replace(replace(low, '.', ''), '[^a-z0-9]+', ' ', 'g'), '\\b({FORMS})\\b', '', 'g') as low)
    from plain
),
words as (select *, list_filter(string_split(low, ' '), lambda word: word <> '') as words from bare)
select * exclude (name, low, words), list_sort(words) as words, array_to_string(words, ' ') as name, array_to_string(words, '') as joined,
    array_to_string(list_sort(words), ' ') as sorted,
    array_to_string(list_sort(list_transform(words, lambda word: word[:3])), ' ') as starts
from words
"""
JARO = "greatest(jaro_winkler_similarity(name_l, name_r), jaro_winkler_similarity(sorted_l, sorted_r))"
EDITS = "(damerau_levenshtein(name_l, name_r) <= {n} or damerau_levenshtein(sorted_l, sorted_r) <= {n})"
CUT = (
    "list_bool_and(list_transform(list_zip(words_l, words_r), "
    "lambda pair: starts_with(pair[1], pair[2]) or starts_with(pair[2], pair[1])))"
)
LEVELS = {
    "same": "joined_l = joined_r or sorted_l = sorted_r",
    "one edit": f"({JARO} >= 0.8 and {EDITS.format(n=1)})",
    "two edits": f"({JARO} >= 0.8 and {EDITS.format(n=2)})",
    "cut short": f"(starts_l = starts_r and {CUT})",
    "start of the other": "least(length(joined_l), length(joined_r)) >= 4 and "
    "(starts_with(joined_l, joined_r) or starts_with(joined_r, joined_l))",
    "three edits": f"({JARO} >= 0.85 and {EDITS.format(n=3)})",
    **{f"similar, {least}": f"{JARO} >= {least}" for least in (0.94, 0.92, 0.9, 0.88)},
}
import os
BLOCKS = {
 "eq":[block_on("postcode", "starts"),
    block_on("postcode", "left(joined, 4)"),
    block_on("postcode", "right(joined, 4)"),
    block_on("postcode", "left(sorted, 4)"),
    block_on("postcode", "right(sorted, 4)"),
    ],
 "jw":["l.postcode = r.postcode and (jaro_winkler_similarity(l.name, r.name) >= 0.8 or jaro_winkler_similarity(l.sorted, r.sorted) >= 0.8)"],
 "jw85":["l.postcode = r.postcode and (jaro_winkler_similarity(l.name, r.name) >= 0.85 or jaro_winkler_similarity(l.sorted, r.sorted) >= 0.85)"],
 "pc":[block_on("postcode")],
}[os.environ.get("BLK","eq")]


def settings():
    levels = [cll.CustomLevel(sql, label) for label, sql in LEVELS.items()]
    names = cl.CustomComparison([cll.NullLevel("name"), *levels, cll.ElseLevel()], output_column_name="name")
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[names, cl.ExactMatch("postcode")],
        blocking_rules_to_generate_predictions=BLOCKS,
        retain_matching_columns=False,
    )


def linker(frame, model, threads, labels=()):
    connection = duckdb.connect(config={"threads": threads})
    given = frame[["name", "postcode", *labels]].assign(unique_id=np.arange(len(frame), dtype=np.int32))
    connection.register("given", given)
    connection.execute(CLEANED)
    connection.unregister("given")
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    made = Linker(DuckDBAPI(connection).register("firms"), model, log_level=logging.CRITICAL)
    made.training.estimate_probability_two_random_records_match([block_on("postcode", "sorted")], RECALL_OF_EXACT)
    return made


def train(threads=2):
    labelled = make(TRAINING, SEED)
    made = linker(labelled, settings(), threads, ["firm"])
    made.training.estimate_u_using_random_sampling(max_pairs=4e6, seed=SEED, min_count_per_level=None)
    made.training.estimate_m_from_label_column("firm")
    predicted = made.inference.predict(threshold_match_weight=-10)
    weights = sorted({w for (w,) in predicted.as_duckdbpyrelation().project("round(match_weight, 6)").distinct().fetchall()})
    f1 = {}
    for weight in weights:
        f1[weight - 0.001] = pairwise(labelled["firm"], clusters(made, predicted, weight - 0.001))
    for w,s in f1.items(): print(round(w,2), s)
    best = max(f1, key=lambda weight: f1[weight]["f1"])
    return made.misc.save_model_to_json(), best


def clusters(made, predicted, weight):
    found = made.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_weight=weight)
    both = found.as_duckdbpyrelation().project("cluster_id, unique_id").order("unique_id").fetchnumpy()
    return np.asarray(both["cluster_id"])


def link(frame, threads=2, trained=None):
    model, weight = trained or train(threads)
    made = linker(frame, model, threads)
    return clusters(made, made.inference.predict(threshold_match_weight=weight), weight)
