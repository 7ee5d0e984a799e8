namespace MetaService.Extraction.Actors.Knowledge;

/// <summary>Parts of personal names.</summary>
internal static class PersonNames
{
    /// <summary>
    /// The last name: the last word with the particles before it (<c>al-</c>, <c>Abdul</c>, <c>bin</c>, <c>van der</c>, <c>Le</c>).
    /// Generational suffixes stay outside. The whole name where it is one word.
    /// </summary>
    public static ReadOnlySpan<char> LastName(ReadOnlySpan<char> name)
    {
        name = WithoutSuffix(name.Trim());
        var start = name.LastIndexOf(' ') + 1;
        while (start > 1)
        {
            var before = name[..(start - 1)];
            var previous = before.LastIndexOf(' ') + 1;
            if (previous == 0 || !IsParticle(before[previous..]))
            {
                break;
            }

            start = previous;
        }

        return name[start..];
    }

    /// <summary>The name without Jr., Sr., III and the like, and the comma before it.</summary>
    public static ReadOnlySpan<char> WithoutSuffix(ReadOnlySpan<char> name)
    {
        var at = name.LastIndexOf(' ');
        return at > 0 && name[(at + 1)..] is "Jr." or "Jr" or "Sr." or "Sr" or "II" or "III" or "IV" ? name[..at].TrimEnd(',') : name;
    }

    /// <summary>Whether a word is joined to the word behind it in a last name.</summary>
    public static bool IsParticle(ReadOnlySpan<char> word)
    {
        if (word.EndsWith("-", StringComparison.Ordinal))
        {
            word = word[..^1];
        }

        Span<char> lower = stackalloc char[12];
        if (word.Length is 0 or > 10)
        {
            return false;
        }

        lower = lower[..word.ToLowerInvariant(lower)];
        return lower is "al" or "el" or "abd" or "abdul" or "abdel" or "abdal" or "abu" or "abi" or "abou" or "bu" or "ibn" or "bin" or "ben" or "bint"
            or "bahr" or "ul" or "ud" or "von" or "van" or "der" or "den" or "de" or "da" or "do" or "dos" or "das" or "di" or "du" or "della" or "del"
            or "la" or "le" or "las" or "los" or "lo" or "mac" or "st." or "ter" or "ten" or "zu" or "ould" or "umm" or "dar";
    }
}
