namespace MetaService.Extraction;

/// <summary>A half-open range of UTF-16 code units in the repaired text (<see cref="Text.RepairedText.Text"/>).</summary>
/// <param name="Start">First code unit, from 0.</param>
/// <param name="Length">Number of code units; 0 is an empty span.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The code unit behind the last one.</summary>
    public int End => Start + Length;

    /// <summary>The span from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>Whether <paramref name="other"/> lies within this span.</summary>
    public bool Contains(TextSpan other) => other.Start >= Start && other.End <= End;

    /// <summary>Whether the two spans share at least one code unit.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>The text that the span covers.</summary>
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);
}

/// <summary>A half-open range of UTF-16 code units in the text as the caller sent it.</summary>
/// <param name="Start">First code unit, from 0.</param>
/// <param name="Length">Number of code units; 0 marks a place between two code units.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>The code unit behind the last one.</summary>
    public int End => Start + Length;

    /// <summary>The span from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static SourceSpan FromBounds(int start, int end) => new(start, end - start);
}
