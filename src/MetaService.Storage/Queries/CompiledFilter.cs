using System.Globalization;
using System.Text;
using Dapper;
using MetaService.Extraction.Dates;
using MetaService.Storage.Indexing;
using MetaService.Storage.Writing;
using Microsoft.Data.Sqlite;
using SortKey = MetaService.Storage.Indexing.SortKey;

namespace MetaService.Storage.Queries;

/// <summary>A filter made ready for the indexes of one file.</summary>
internal sealed class CompiledFilter
{
    private readonly List<string> _conditions = [];
    private readonly List<string> _rangeConditions = [];

    private CompiledFilter(SearchExpression? text) => Text = text;

    /// <summary>The full-text query, or null.</summary>
    internal SearchExpression? Text { get; }

    /// <summary>True where a condition names something that no article has: then nothing matches.</summary>
    internal bool IsEmpty { get; private set; }

    /// <summary>Ranges of sort keys in ascending order that may hold matches.</summary>
    internal IReadOnlyList<(long Low, long High)> Ranges { get; private set; } = [(SortKey.Min, SortKey.Max)];

    /// <summary>Whether there is a publication range.</summary>
    internal bool HasRange { get; private set; }

    /// <summary>Expression for the index in order of publication; null where nothing restricts it but the range.</summary>
    internal string? SearchMatch { get; private set; }

    /// <summary>Expression for the index in order of storing, without the full text; includes the years or months of the range.</summary>
    internal string? RecencyMatch { get; private set; }

    /// <summary>
    /// The filter's parameters for <see cref="ListSql"/>: <c>@match</c> and <c>@recency</c>, the bounds of
    /// <see cref="RangeTest"/>.
    /// </summary>
    internal DynamicParameters Parameters()
    {
        var parameters = new DynamicParameters();
        parameters.Add("match", SearchMatch);
        parameters.Add("recency", RecencyMatch);
        for (var i = 0; i < Ranges.Count; i++)
        {
            parameters.Add($"low{i}", Ranges[i].Low);
            parameters.Add($"high{i}", Ranges[i].High);
        }

        return parameters;
    }

    /// <summary>Tests that a sort key lies within one of the ranges.</summary>
    internal string RangeTest(string column) =>
        $"({string.Join(" OR ", Ranges.Select((_, i) => $"{column} BETWEEN @low{i} AND @high{i}"))})";

    /// <summary>Looks up what the filter names.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="connection">The file.</param>
    /// <param name="withActor">Id of an actor that every match must hold beside what the filter says, or null.</param>
    /// <exception cref="SearchSyntaxException">The full-text query cannot be read.</exception>
    /// <exception cref="ArgumentException">The range ends before it starts, or the confidence is not within 0 and 1.</exception>
    internal static CompiledFilter Compile(ArticleFilter filter, SqliteConnection connection, string? withActor = null)
    {
        var compiled = new CompiledFilter(string.IsNullOrWhiteSpace(filter.Text) ? null : SearchExpression.Parse(filter.Text));
        compiled.SetRange(filter, connection);
        compiled.SetConfidence(filter, connection);
        compiled.AnyOf(connection, filter.Outlets, static value => [(TermKind.Outlet, value.ToLowerInvariant()), (TermKind.OutletName, NameKey.Of(value))]);
        compiled.AnyOf(connection, filter.Agencies, static value => [(TermKind.Agency, value.ToLowerInvariant()), (TermKind.AgencyName, NameKey.Of(value))]);
        compiled.AnyOf(connection, filter.FocusCountries, static value => [(TermKind.FocusCountry, value.ToUpperInvariant())]);
        compiled.AnyOf(connection, filter.MentionedCountries, static value => [(TermKind.MentionedCountry, value.ToUpperInvariant())]);
        compiled.AnyOf(connection, filter.ActorIds, static value => [(TermKind.Actor, value)]);
        compiled.AnyOf(connection, filter.ActorNames, static value => [(TermKind.ActorName, NameKey.Of(value))]);
        compiled.AnyOf(connection, filter.ActorTypes, static value => [(TermKind.ActorType, ((int)value).ToString(CultureInfo.InvariantCulture))]);
        compiled.AnyOf(connection, filter.Places, static value => [(TermKind.Place, NameKey.Of(value))]);
        compiled.AnyOf(connection, filter.Admin1, static value => [(TermKind.Admin1, NameKey.Of(value))]);
        compiled.AnyOf(connection, filter.Languages, static value => [(TermKind.Language, value.ToLowerInvariant())]);
        compiled.AnyOf(connection, filter.WarningCodes, static value => [(TermKind.Warning, value)]);
        if (filter.HasWarnings is { } warned)
        {
            compiled.AnyOf(connection, [warned], static value => [(TermKind.HasWarning, value ? "yes" : "no")]);
        }

        if (withActor is not null)
        {
            compiled.AnyOf(connection, [withActor], static value => [(TermKind.Actor, value)]);
        }

        compiled.Join();
        return compiled;
    }

    /// <summary>Text that is the same for equal filters: what page tokens are bound to.</summary>
    internal static string Describe(ArticleFilter filter)
    {
        var text = new StringBuilder();
        void Add(string? value) => text.Append(value?.Length ?? -1).Append(':').Append(value).Append(';');
        void AddAll(IEnumerable<string> values)
        {
            foreach (var value in values)
            {
                Add(value);
            }

            text.Append('|');
        }

        Add(filter.PublishedFrom?.ToString());
        Add(filter.PublishedTo?.ToString());
        AddAll(filter.Outlets);
        AddAll(filter.Agencies);
        AddAll(filter.FocusCountries);
        AddAll(filter.MentionedCountries);
        AddAll(filter.ActorIds);
        AddAll(filter.ActorNames);
        AddAll(filter.ActorTypes.Select(static type => ((int)type).ToString(CultureInfo.InvariantCulture)));
        AddAll(filter.Places);
        AddAll(filter.Admin1);
        AddAll(filter.Languages);
        AddAll(filter.WarningCodes);
        Add(filter.HasWarnings?.ToString());
        Add(filter.MinConfidence?.ToString("R", CultureInfo.InvariantCulture));
        Add(filter.Text);
        return text.ToString();
    }

    private void SetRange(ArticleFilter filter, SqliteConnection connection)
    {
        if (filter.PublishedFrom is null && filter.PublishedTo is null)
        {
            return;
        }

        var from = filter.PublishedFrom?.First ?? DateOnly.MinValue;
        var to = filter.PublishedTo?.Last ?? DateOnly.MaxValue;
        if (from > to)
        {
            throw new ArgumentException("The publication range ends before it starts.", nameof(filter));
        }

        HasRange = true;

        // Articles known to the month or year sort at its first day, in a slot of their own: those whose month or year reaches into the
        // range stand before it.
        var ranges = new List<(long, long)>();
        if (from.DayOfYear > 1)
        {
            ranges.Add(SortKey.YearOnly(new DateOnly(from.Year, 1, 1)));
        }

        if (from.Day > 1)
        {
            ranges.Add(SortKey.MonthOnly(new DateOnly(from.Year, from.Month, 1)));
        }

        ranges.Add((SortKey.StartOf(from), SortKey.EndOf(to)));
        Ranges = ranges;

        // In order of storing, the years or months that the file knows narrow the search; the exact range is tested on each row.
        var byMonth = to.Year - from.Year <= 1;
        var periods = connection.Query<long>(
            "SELECT term_id FROM term WHERE kind = @kind AND key BETWEEN @first AND @last OR kind = @kind AND key = @year",
            new
            {
                kind = (int)(byMonth ? TermKind.Month : TermKind.Year),
                first = byMonth ? new PartialDate(from.Year, from.Month).ToString() : new PartialDate(from.Year).ToString(),
                last = byMonth ? new PartialDate(to.Year, to.Month).ToString() : new PartialDate(to.Year).ToString(),
                year = new PartialDate(from.Year, 1).ToString(),
            }).ToList();
        IsEmpty |= periods.Count == 0;
        _rangeConditions.Add(Or(periods));
    }

    private void SetConfidence(ArticleFilter filter, SqliteConnection connection)
    {
        if (filter.MinConfidence is not { } least)
        {
            return;
        }

        if (!(least is >= 0 and <= 1))
        {
            throw new ArgumentException("The least confidence must lie within 0 and 1.", nameof(filter));
        }

        if (IndexTerms.Hundredths(least) is var hundredths and > 0)
        {
            // The hundredths up to the next whole tenth, and the tenths from there: at most 19 terms.
            var tenths = (hundredths + 9) / 10;
            AnyOf(
                connection,
                Enumerable.Range(tenths, 11 - tenths).Select(static value => (Kind: TermKind.ConfidenceTenths, Value: value))
                    .Concat(Enumerable.Range(hundredths, (tenths * 10) - hundredths).Select(static value => (Kind: TermKind.ConfidenceHundredths, Value: value)))
                    .ToList(),
                static term => [(term.Kind, term.Value.ToString(CultureInfo.InvariantCulture))]);
        }
    }

    private void AnyOf<T>(SqliteConnection connection, IReadOnlyCollection<T> values, Func<T, (TermKind Kind, string Key)[]> keys)
    {
        if (values.Count == 0)
        {
            return;
        }

        var ids = new HashSet<long>();
        foreach (var (kind, key) in values.SelectMany(keys))
        {
            if (key.Length > 0
                && connection.ExecuteScalar<long?>("SELECT term_id FROM term WHERE kind = @kind AND key = @key", new { kind = (int)kind, key }) is { } id)
            {
                ids.Add(id);
            }
        }

        IsEmpty |= ids.Count == 0;
        _conditions.Add(Or(ids));
    }

    private static string Or(IReadOnlyCollection<long> ids)
    {
        var tokens = string.Join(" OR ", ids.Select(FullTextBatch.TokenOf));
        return ids.Count == 1 ? tokens : $"({tokens})";
    }

    private void Join()
    {
        var terms = string.Join(" AND ", _conditions);
        if (_conditions.Count > 0)
        {
            SearchMatch = $"terms : ({terms})";
        }

        if (Text is not null)
        {
            var words = $"{{title body}} : ({Text.Fts5})";
            SearchMatch = SearchMatch is null ? words : $"{SearchMatch} AND {words}";
        }

        if (_conditions.Count + _rangeConditions.Count > 0)
        {
            RecencyMatch = string.Join(" AND ", _conditions.Concat(_rangeConditions));
        }
    }
}
