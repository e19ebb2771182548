"""The goals, and whether they were met. Missing one is no failure of the benchmark."""

from samples import print_table

# what, where it stands in the results, how it compares, the goal, how it is shown
GOALS = [
    ("storm, one folder: wall ratio", "storm one_folder wee wall_ratio median", "<=", 1.1, "{:.2f}"),
    ("storm, one folder: CPU ratio", "storm one_folder wee cpu_ratio median", "<=", 2.0, "{:.2f}"),
    ("storm, 200 folders: wall ratio", "storm 200_folders wee wall_ratio median", "<=", 1.1, "{:.2f}"),
    ("storm, 200 folders: CPU ratio", "storm 200_folders wee cpu_ratio median", "<=", 2.0, "{:.2f}"),
    ("storm, 1,000 folders, two writers: CPU ratio", "storm 1000_folders_two_writers wee cpu_ratio median", "<=", 2.0,
     "{:.2f}"),
    ("creation to matched rule: p50, us", "latency p50_us median", "<", 60, "{:.0f}"),
    ("creation to matched rule: p99, us", "latency p99_us median", "<", 500, "{:.0f}"),
    ("commands: rate ratio", "commands wee rate_ratio median", ">=", 1.0, "{:.2f}"),
    ("commands: p50 from creation to start, ms", "commands wee p50 median", "<", 0.9, "{:.2f}"),
    ("bus and rules: events/s on one core",
     "pipeline pipeline_bench pipeline/100_rules/process_time items_per_second", ">=", 1_000_000, "{:,.0f}"),
    ("100 rules: ns/event", "rules 100 wee match_ns median", "<", 100, "{:.0f}"),
    ("1,000 rules: ns/event", "rules 1000 wee match_ns median", "<", 180, "{:.0f}"),
    ("10,000 rules: ns/event", "rules 10000 wee match_ns median", "<", 800, "{:.0f}"),
    ("compiling 10,000 rules, ns", "rules 10000 wee compile_ns median", "<", 150e6, "{:,.0f}"),
    ("10,000 rules: bytes a rule", "rules 10000 wee bytes_per_rule", "<", 1024, "{:.0f}"),
    ("processes, the machine's limit: starts lost", "processes limit wee_(ebpf) starts_lost max", "<=", 0, "{:.0f}"),
    ("processes, the machine's limit: stops lost", "processes limit wee_(ebpf) stops_lost max", "<=", 0, "{:.0f}"),
    ("processes, 2,000 starts/s: CPU % of a core", "processes paced wee_(ebpf) cpu_percent median", "<", 15.0,
     "{:.1f}"),
    ("HTTP requests/s of a rule, 4 at once", "http rule_4 rate median", ">=", 5_000, "{:,.0f}"),
    ("idle: resident KiB", "idle wee rss_kib", "<", 10 * 1024, "{:,.0f}"),
    ("idle: wake-ups/s", "idle wee wake_ups_per_second", "<=", 1.0, "{:.1f}"),
    ("idle: exec to watching, ms", "idle wee start_ms median", "<", 30.0, "{:.1f}"),
]
COMPARE = {"<=": lambda a, b: a <= b, "<": lambda a, b: a < b, ">=": lambda a, b: a >= b}


def look_up(results, place):
    for key in place.split():
        if key not in results:
            return None
        results = results[key]
    return results


def check(results):
    """The goals that were measured, as plain values; prints them."""
    outcome = []
    for what, place, comparison, goal, form in GOALS:
        value = look_up(results, place)
        if value is not None:
            outcome.append({"goal": what, "wanted": f"{comparison} {form.format(goal)}",
                            "measured": form.format(value), "met": COMPARE[comparison](value, goal)})
    if outcome:
        print_table("Goals", ["goal", "wanted", "measured", "met"],
                    [[o["goal"], o["wanted"], o["measured"], "yes" if o["met"] else "NO"] for o in outcome])
    return outcome
