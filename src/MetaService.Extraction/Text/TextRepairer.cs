namespace MetaService.Extraction.Text;

/// <summary>
/// Undoes the damage that scraping does to text, in three rounds: decoding (entities, mojibake, hidden signs, odd blanks),
/// header lines printed twice, and blanks that were lost or strayed. Each repair is a named rule that leaves a trace.
/// </summary>
public sealed class TextRepairer
{
    /// <summary>Repairs a text. Never throws on any text; non-blank characters are kept but for decoded entities and mojibake, hidden signs, and header lines that stand twice.</summary>
    /// <param name="text">The text as received.</param>
    /// <param name="cancellation">Checked now and then.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public RepairedText Repair(string text, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var repairs = TextDecoder.Decode(text, cancellation);
        var decoded = repairs.Count == 0 ? text : new RepairedText(text, repairs).Text;
        if (repairs.Count > 0)
        {
            // Twice encoded text ("&amp;quot;") needs a second look.
            var again = TextDecoder.Decode(decoded, cancellation);
            repairs = RepairComposition.Compose(repairs, decoded, again);
            decoded = again.Count == 0 ? decoded : new RepairedText(text, repairs).Text;
        }

        var doubled = DoubledLines.Find(decoded);
        if (doubled.Count > 0)
        {
            repairs = RepairComposition.Compose(repairs, decoded, doubled);
            decoded = new RepairedText(text, repairs).Text;
        }

        var blanks = BlankRepairer.Repair(decoded, cancellation);
        return new RepairedText(text, RepairComposition.Compose(repairs, decoded, blanks));
    }
}
