using System.Collections.Frozen;
using System.Globalization;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Dates;

/// <summary>Days that English news names without their year: "the September 11 attacks" (<c>Data/en/named-days.tsv</c>).</summary>
internal static class NamedDays
{
    private static readonly FrozenDictionary<(int Month, int Day), (string Word, int Year)[]> _days = EmbeddedData.Lines("en/named-days.tsv")
        .Select(l => l.Split('\t'))
        .GroupBy(r => (Number(r[0]), Number(r[1])), r => (r[2], Number(r[3])))
        .ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>The year of a day of the year that a word behind it makes a name, or null.</summary>
    public static int? YearOf(int month, int day, ReadOnlySpan<char> behind)
    {
        if (behind.IsEmpty || !_days.TryGetValue((month, day), out var named))
        {
            return null;
        }

        foreach (var (word, year) in named)
        {
            if (behind.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return year;
            }
        }

        return null;
    }

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
