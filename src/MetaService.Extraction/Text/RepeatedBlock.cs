namespace MetaService.Extraction.Text;

/// <summary>Finds a text that a page prints twice.</summary>
public static class RepeatedBlock
{
    /// <summary>How many characters other than white space the copies begin with alike before they are compared at length.</summary>
    private const int ProbeLength = 48;

    /// <summary>A second copy that ends early (cut off, or with another tail) must have at least this part of the first one.</summary>
    private const double MinShare = 0.8;

    /// <summary>The span of the second copy of a text that stands twice within <paramref name="within"/>, or null.</summary>
    /// <remarks>
    /// White space does not count: one copy may have lost its blanks or line ends. The first copy is what lies before the second;
    /// both begin alike, and the second runs to the first one's length, to the end, or through four fifths of it at least.
    /// Linear in time for all but contrived texts: at most a few places are compared at length.
    /// </remarks>
    /// <param name="text">The text that the spans point into.</param>
    /// <param name="within">Usually the body.</param>
    public static TextSpan? Find(string text, TextSpan within)
    {
        var letters = new char[within.Length];
        var offsets = new int[within.Length];
        var count = 0;
        for (var i = within.Start; i < within.End; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                letters[count] = text[i];
                offsets[count++] = i;
            }
        }

        if (count < 2 * ProbeLength)
        {
            return null;
        }

        var all = letters.AsSpan(0, count);
        var probe = all[..ProbeLength];
        var from = ProbeLength;
        for (var tries = 0; tries < 4 && from + ProbeLength <= count; tries++)
        {
            var next = all[from..].IndexOf(probe);
            if (next < 0)
            {
                return null;
            }

            var second = from + next;
            var same = all[second..].CommonPrefixLength(all[..second]);
            if (same >= MinShare * second)
            {
                return TextSpan.FromBounds(offsets[second], offsets[second + same - 1] + 1);
            }

            from = second + 1;
        }

        return null;
    }
}
