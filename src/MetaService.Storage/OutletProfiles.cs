using System.Collections.Concurrent;
using MetaService.Extraction;
using MetaService.Extraction.Dates;

namespace MetaService.Storage;

/// <summary>
/// Date orders that the stored articles of each outlet prove by numbers above 12. Kept up to date with every commit; thread-safe.
/// An order counts as proven where at least 19 in 20 of the proofs say so.
/// </summary>
internal sealed class OutletProfiles : IOutletProfiles
{
    private const int AgreementOf = 20;

    private readonly ConcurrentDictionary<string, DateOrder> _orders = new(StringComparer.Ordinal);

    public DateOrder DateOrderOf(string outletId) =>
        _orders.TryGetValue(outletId.ToLowerInvariant(), out var order) ? order : DateOrder.Unknown;

    /// <summary>Takes over what is known of an outlet.</summary>
    internal void Set(string outlet, IReadOnlyCollection<(int Order, long Articles)> proofs)
    {
        // A year in front says nothing about an outlet's day and month where it prints them in front, too.
        var rivals = proofs.Where(static proof => proof.Order != (int)DateOrder.YearMonthDay).ToList();
        if (rivals.Count == 0)
        {
            rivals = [.. proofs];
        }

        if (rivals.Count == 0)
        {
            _orders.TryRemove(outlet, out _);
            return;
        }

        var best = rivals.MaxBy(static proof => proof.Articles);
        var all = rivals.Sum(static proof => proof.Articles);
        _orders[outlet] = (all - best.Articles) * AgreementOf <= all ? (DateOrder)best.Order : DateOrder.Unknown;
    }
}
