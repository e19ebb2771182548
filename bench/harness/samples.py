"""Numbers measured several times, and how they are shown."""

import statistics


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def summary(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "values": values}


def columns_of(runs):
    """Summaries by column, of runs that are dictionaries with the same keys."""
    return {key: summary([run[key] for run in runs]) for key in runs[0]} if runs else {}


def ratio(ours, theirs):
    """Round by round, because what disturbs a round disturbs both sides of it."""
    return summary([a / b for a, b in zip(ours["values"], theirs["values"])])


def as_text(sample, form="{:.1f}"):
    """Median, and minimum and maximum in brackets."""
    if sample is None:
        return "-"
    middle, low, high = (form.format(sample[key]) for key in ("median", "min", "max"))
    return middle if low == high else f"{middle} ({low}-{high})"


def print_table(title, header, rows):
    print(f"\n{title}")
    widths = [max(len(str(row[i])) for row in [header, *rows]) for i in range(len(header))]
    for row in [header, ["-" * width for width in widths], *rows]:
        cells = [str(row[0]).ljust(widths[0])] + [str(c).rjust(w) for c, w in zip(row[1:], widths[1:])]
        print("| " + " | ".join(cells) + " |", flush=True)
