namespace MetaService.Extraction.Dates;

/// <summary>Kind of a token of the stamp scanner.</summary>
internal enum StampTokenKind : byte
{
    /// <summary>A run of decimal digits of any script.</summary>
    Number,

    /// <summary>A run of letters, or a name of several words from the tables.</summary>
    Word,

    /// <summary>One other visible character.</summary>
    Mark,

    /// <summary>One or more line ends.</summary>
    LineBreak,
}

/// <summary>A token of the stamp scanner.</summary>
/// <param name="Start">Offset in the text.</param>
/// <param name="Length">At least 1.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="SpaceBefore">Whether a blank or line end stands before it.</param>
/// <param name="Mark">The character of a mark, else NUL.</param>
/// <param name="Value">The value of a number of up to nine digits, -1 for a longer one; 0 for other kinds.</param>
/// <param name="Word">What the tables say about a word; null for other words and kinds.</param>
internal readonly record struct StampToken(int Start, int Length, StampTokenKind Kind, bool SpaceBefore, char Mark, int Value, DateWord? Word)
{
    public int End => Start + Length;

    /// <summary>Number of digits of a number.</summary>
    public int Digits => Kind == StampTokenKind.Number ? Length : 0;
}
