namespace MetaService.Extraction.Text;

/// <summary>One repair: what was put in place of a span of the received text.</summary>
/// <param name="Span">Where, in the text as received; length 0 for an insertion.</param>
/// <param name="Inserted">What stands there now; empty for a deletion, a blank for a lost word boundary.</param>
/// <param name="Rule">Name of the rule, e.g. <c>join.line-wrap</c>.</param>
public sealed record Repair(SourceSpan Span, string Inserted, string Rule);

/// <summary>A text with its damage undone, and the way back to the text as received. Immutable.</summary>
public sealed class RepairedText
{
    /// <summary>Builds the offset maps from <paramref name="repairs"/>.</summary>
    /// <param name="source">The text as received.</param>
    /// <param name="repairs">In order of position, not overlapping.</param>
    public RepairedText(string source, IReadOnlyList<Repair> repairs)
    {
        Source = source;
        Repairs = repairs;
        var builder = new System.Text.StringBuilder(source.Length + repairs.Count);
        _sourceEnds = new int[repairs.Count];
        _textEnds = new int[repairs.Count];
        var at = 0;
        for (var i = 0; i < repairs.Count; i++)
        {
            var repair = repairs[i];
            ArgumentOutOfRangeException.ThrowIfLessThan(repair.Span.Start, at, nameof(repairs));
            builder.Append(source, at, repair.Span.Start - at).Append(repair.Inserted);
            at = repair.Span.End;
            _sourceEnds[i] = at;
            _textEnds[i] = builder.Length;
        }

        builder.Append(source, at, source.Length - at);
        Text = repairs.Count == 0 ? source : builder.ToString();
    }

    private readonly int[] _sourceEnds;
    private readonly int[] _textEnds;

    /// <summary>The text as received.</summary>
    public string Source { get; }

    /// <summary>The repaired text; the same object as <see cref="Source"/> where nothing was repaired.</summary>
    public string Text { get; }

    /// <summary>What was repaired, in order of position.</summary>
    public IReadOnlyList<Repair> Repairs { get; }

    /// <summary>The received span behind a span of the repaired text. Inserted blanks at its edges are left out.</summary>
    public SourceSpan ToSource(TextSpan span)
    {
        var start = ToSourceOffset(span.Start, isEnd: false);
        var end = span.Length == 0 ? start : ToSourceOffset(span.End, isEnd: true);
        return SourceSpan.FromBounds(start, Math.Max(start, end));
    }

    /// <summary>The repaired span of a span of the received text.</summary>
    public TextSpan ToRepaired(SourceSpan span)
    {
        var start = ToTextOffset(span.Start, isEnd: false);
        var end = span.Length == 0 ? start : ToTextOffset(span.End, isEnd: true);
        return TextSpan.FromBounds(start, Math.Max(start, end));
    }

    private int ToSourceOffset(int offset, bool isEnd)
    {
        // The last repair that ends at or before the offset; an end that falls on a repair's end belongs before it.
        var i = LastAtOrBefore(_textEnds, isEnd ? offset - 1 : offset);
        var next = i + 1;
        if (next < Repairs.Count)
        {
            var textStart = _textEnds[next] - Repairs[next].Inserted.Length;
            if (offset > textStart || (offset == textStart && !isEnd && Repairs[next].Inserted.Length > 0))
            {
                return isEnd ? (offset == textStart ? Repairs[next].Span.Start : Repairs[next].Span.End) : Repairs[next].Span.Start;
            }
        }

        return i < 0 ? offset : _sourceEnds[i] + (offset - _textEnds[i]);
    }

    private int ToTextOffset(int offset, bool isEnd)
    {
        var i = LastAtOrBefore(_sourceEnds, isEnd ? offset - 1 : offset);
        var next = i + 1;
        if (next < Repairs.Count && offset > Repairs[next].Span.Start)
        {
            return isEnd ? _textEnds[next] : _textEnds[next] - Repairs[next].Inserted.Length;
        }

        return i < 0 ? offset : _textEnds[i] + (offset - _sourceEnds[i]);
    }

    private static int LastAtOrBefore(int[] ends, int offset)
    {
        int low = 0, high = ends.Length;
        while (low < high)
        {
            var mid = (low + high) / 2;
            if (ends[mid] <= offset)
            {
                low = mid + 1;
            }
            else
            {
                high = mid;
            }
        }

        return low - 1;
    }
}
