using Dapper;
using MetaService.Extraction.Actors;
using MetaService.Storage.Indexing;
using MetaService.Storage.Queries;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage;

public sealed partial class ArticleStore
{
    /// <summary>Largest part of a facet that can be asked for at once.</summary>
    public const int MaxFacetCounts = 1000;

    /// <summary>Counts the articles that a filter means by one of their values.</summary>
    /// <param name="filter">Which articles.</param>
    /// <param name="kind">By what.</param>
    /// <param name="skip">Values to leave out at the start, from 0.</param>
    /// <param name="take">Values to give, 1 to <see cref="MaxFacetCounts"/>.</param>
    /// <param name="cancellation">Stops the counting.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the filter is bad.</exception>
    /// <exception cref="SearchSyntaxException">The full-text query cannot be read.</exception>
    public Task<Facet> CountAsync(ArticleFilter filter, FacetKind kind, int skip, int take, CancellationToken cancellation) =>
        CountAsync(filter, kind, null, skip, take, cancellation);

    /// <summary>Counts the actors that stand in the same articles as an actor, most shared articles first.</summary>
    /// <inheritdoc cref="CountAsync(ArticleFilter, FacetKind, int, int, CancellationToken)"/>
    public Task<Facet> CountCoActorsAsync(string actorId, ArticleFilter filter, int skip, int take, CancellationToken cancellation) =>
        CountAsync(filter, FacetKind.Actor, actorId, skip, take, cancellation);

    /// <summary>Counts the articles that a filter means by period of publication.</summary>
    /// <exception cref="ArgumentException">The filter is bad.</exception>
    /// <exception cref="SearchSyntaxException">The full-text query cannot be read.</exception>
    public Task<Timeline> GetTimelineAsync(ArticleFilter filter, TimelinePeriod period, CancellationToken cancellation) => _readers.ReadAsync(
        connection =>
        {
            using var snapshot = connection.BeginTransaction(deferred: true);
            var counts = new List<TimelineCount>();
            long tooCoarse = 0, undated = 0, inSlotOfDay = 0;
            var (day, dayStart, dayEnd) = (default(DateOnly), 1L, 0L);
            RowScan.Run(connection, CompiledFilter.Compile(filter, connection), withTerms: false, (sortKey, _) =>
            {
                // Most rows fall into the period of the row before.
                if (sortKey >= dayStart && sortKey <= dayEnd)
                {
                    inSlotOfDay++;
                    return;
                }

                Flush();
                switch (SortKey.DateOf(sortKey))
                {
                    case null:
                        undated++;
                        return;
                    case { IsDay: false } date when !(period == TimelinePeriod.Year || (period == TimelinePeriod.Month && date.Month != 0)):
                        tooCoarse++;
                        return;
                    case { } date:
                        day = StartOf(date.First, period);
                        inSlotOfDay = 1;

                        // The rest of this day, which holds no coarser dates behind its minutes.
                        (dayStart, dayEnd) = date.IsDay ? (sortKey, SortKey.EndOf(date.First)) : (1, 0);
                        return;
                }
            });
            Flush();
            return new Timeline(counts, tooCoarse, undated);

            void Flush()
            {
                if (inSlotOfDay > 0)
                {
                    if (counts.Count > 0 && counts[^1].Start == day)
                    {
                        counts[^1] = counts[^1] with { Articles = counts[^1].Articles + inSlotOfDay };
                    }
                    else
                    {
                        counts.Add(new TimelineCount(day, inSlotOfDay));
                    }
                }

                inSlotOfDay = 0;
                (dayStart, dayEnd) = (1, 0);
            }
        },
        cancellation);

    private static DateOnly StartOf(DateOnly day, TimelinePeriod period) => period switch
    {
        TimelinePeriod.Week => DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - (((int)day.DayOfWeek + 6) % 7))),
        TimelinePeriod.Month => new DateOnly(day.Year, day.Month, 1),
        TimelinePeriod.Year => new DateOnly(day.Year, 1, 1),
        _ => day,
    };

    private static TermKind KindOf(FacetKind kind) => kind switch
    {
        FacetKind.Outlet => TermKind.Outlet,
        FacetKind.Agency => TermKind.Agency,
        FacetKind.FocusCountry => TermKind.FocusCountry,
        FacetKind.MentionedCountry => TermKind.MentionedCountry,
        FacetKind.Actor => TermKind.Actor,
        FacetKind.Language => TermKind.Language,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private Task<Facet> CountAsync(ArticleFilter filter, FacetKind facet, string? withActor, int skip, int take, CancellationToken cancellation)
    {
        var kind = KindOf(facet);
        if (skip < 0 || take is < 1 or > MaxFacetCounts)
        {
            throw new ArgumentException($"A facet gives 1 to {MaxFacetCounts} values.", nameof(take));
        }

        return _readers.ReadAsync(
            connection =>
            {
                using var snapshot = connection.BeginTransaction(deferred: true);
                var compiled = CompiledFilter.Compile(filter, connection, withActor);
                var counts = new Dictionary<long, long>();
                long articles = 0;
                RowScan.Run(connection, compiled, withTerms: true, (_, terms) =>
                {
                    articles++;
                    PackedTerms.Count(terms, kind, counts);
                });

                if (withActor is not null && TermIdOf(connection, TermKind.Actor, withActor) is { } self)
                {
                    counts.Remove(self);
                }

                return new Facet(Named(connection, counts, skip, take), counts.Count, articles);
            },
            cancellation);
    }

    private static long? TermIdOf(SqliteConnection connection, TermKind kind, string key) => connection.ExecuteScalar<long?>(
        "SELECT term_id FROM term WHERE kind = @kind AND key = @key", new { kind = (int)kind, key });

    /// <summary>The part that was asked for, with names. Values with equal counts are in order of their ids in the file.</summary>
    private static List<FacetCount> Named(SqliteConnection connection, Dictionary<long, long> counts, int skip, int take)
    {
        var best = counts.OrderByDescending(static count => count.Value).ThenBy(static count => count.Key).Skip(skip).Take(take).ToList();
        var terms = connection.Query<(long Id, string Key, string Label, int Type, string? Country)>(
            "SELECT t.term_id, t.key, t.label, t.type, t.country FROM json_each(@ids) i CROSS JOIN term t ON t.term_id = i.value",
            new { ids = System.Text.Json.JsonSerializer.Serialize(best.Select(static count => count.Key)) }).ToDictionary(static term => term.Id);
        var named = new List<FacetCount>(best.Count);
        foreach (var (id, articles) in best)
        {
            if (!terms.TryGetValue(id, out var term))
            {
                throw new StorageCorruptException("A stored article names a value that does not exist. Run the check command.");
            }

            named.Add(new FacetCount(term.Key.StartsWith('~') ? "" : term.Key, term.Label, (ActorType)term.Type, term.Country, articles));
        }

        return named;
    }
}
