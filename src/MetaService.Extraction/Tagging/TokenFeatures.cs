using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tagging;

/// <summary>How a token is written.</summary>
internal enum TokenCasing : byte
{
    /// <summary>A word in lower case.</summary>
    Lower,

    /// <summary>A word with a capital at its start only, an Arabic article aside.</summary>
    Initial,

    /// <summary>At least two letters, all capitals.</summary>
    Capitals,

    /// <summary>Capitals elsewhere.</summary>
    Mixed,

    /// <summary>Starts with a digit or holds no letter but a digit.</summary>
    Number,

    /// <summary>No letter, no digit; also the rim of a sentence.</summary>
    Mark,

    /// <summary>Letters of a script without case.</summary>
    Caseless,
}

/// <summary>What the feature template knows of one token. Hashes are those of <see cref="FeatureHash"/>.</summary>
internal struct TokenFeatures
{
    /// <summary>Hash of the token as written.</summary>
    public uint Exact;

    /// <summary>Hash of the folded token.</summary>
    public uint Folded;

    /// <summary>Hash of the folded part behind the last hyphen (<c>Sadr</c> of <c>al-Sadr</c>); <see cref="Folded"/> where there is none.</summary>
    public uint Stem;

    /// <summary>Hash of the compressed shape.</summary>
    public uint Shape;

    /// <summary>Hashes of the folded prefixes and suffixes of 1 to 4 characters; 0 where the word is not longer than that.</summary>
    public uint Prefix1, Prefix2, Prefix3, Prefix4, Suffix1, Suffix2, Suffix3, Suffix4;

    /// <summary>Word cluster among about a thousand, among about a hundred; 0 for an unknown word.</summary>
    public ushort Fine, Coarse;

    /// <summary>Bucket of the word's frequency rank, 0 for an unknown word.</summary>
    public byte Rank;

    /// <summary>How it is written.</summary>
    public TokenCasing Casing;

    /// <summary>Whether it may stand within a name in title case: <c>of</c>, <c>and</c>, <c>the</c>, a hyphen ...</summary>
    public bool IsConnector;

    /// <summary>Phrase types of which a longest match starts at, goes on over, or ends at this token: one bit a type.</summary>
    public uint PhraseFirst, PhraseInner, PhraseLast;

    /// <summary>First and last token of the run of capitalised tokens; this token itself where it is not capitalised.</summary>
    public int RunFirst, RunLast;

    /// <summary>First and last token of the run with connectors.</summary>
    public int WideFirst, WideLast;

    /// <summary>All phrase types that cover the token.</summary>
    public readonly uint Phrases => PhraseFirst | PhraseInner | PhraseLast;

    /// <summary>Whether it counts as capitalised.</summary>
    public readonly bool IsCapital => Casing is TokenCasing.Initial or TokenCasing.Capitals or TokenCasing.Mixed;

    /// <summary>The rim of a sentence.</summary>
    public static TokenFeatures Rim { get; } = new() { Exact = 1, Folded = 1, Stem = 1, Shape = 1, Suffix3 = 1, Casing = TokenCasing.Mark, Fine = ushort.MaxValue, Coarse = ushort.MaxValue };

    /// <summary>Features of a token by itself: all but phrases and runs.</summary>
    public static TokenFeatures Of(ReadOnlySpan<char> token, WordTable words)
    {
        const int MaxWord = 64;
        Span<char> folded = stackalloc char[MaxWord];
        var result = default(TokenFeatures);
        uint exact = FeatureHash.Seed, hash = FeatureHash.Seed, shape = FeatureHash.Seed;
        int length = 0, upper = 0, lower = 0, other = 0, digits = 0, afterHyphen = 0;
        var previous = '\0';
        var repeats = 0;
        var isLaterUpper = false;
        foreach (var c in token)
        {
            exact = FeatureHash.Append(exact, c is '\u2019' ? '\'' : c);
            char kind;
            if (char.IsUpper(c))
            {
                isLaterUpper |= upper + lower > 0 && length != afterHyphen;
                upper++;
                kind = 'X';
            }
            else if (char.IsLower(c))
            {
                lower++;
                kind = 'x';
            }
            else if (char.IsDigit(c))
            {
                digits++;
                kind = 'd';
            }
            else if (CharacterClass.IsApostrophe(c))
            {
                kind = '\'';
            }
            else if (char.IsLetter(c) || char.IsSurrogate(c))
            {
                other++;
                kind = 'a';
            }
            else
            {
                kind = c;
            }

            repeats = kind == previous ? repeats + 1 : 0;
            if (repeats < 2)
            {
                shape = FeatureHash.Append(shape, kind);
            }

            previous = kind;
            var plain = FeatureHash.FoldedCharacter(c);
            if (plain == '\0')
            {
                continue;
            }

            hash = FeatureHash.Append(hash, plain);
            if (length < MaxWord)
            {
                folded[length++] = plain;
            }

            if (plain == '-')
            {
                afterHyphen = length;
            }
        }

        result.Exact = FeatureHash.Finish(exact);
        result.Folded = FeatureHash.Finish(hash);
        result.Shape = FeatureHash.Finish(shape);
        result.Stem = afterHyphen > 0 && afterHyphen < length ? FeatureHash.Folded(folded[afterHyphen..length]) : result.Folded;
        result.Casing = upper + lower == 0
            ? other > 0 ? TokenCasing.Caseless : digits > 0 ? TokenCasing.Number : TokenCasing.Mark
            : char.IsDigit(token[0]) ? TokenCasing.Number
            : upper == 0 ? TokenCasing.Lower
            : lower == 0 && upper > 1 ? TokenCasing.Capitals
            : isLaterUpper || !(char.IsUpper(token[0]) || afterHyphen > 0) ? TokenCasing.Mixed : TokenCasing.Initial;
        AddAffixes(ref result, folded[..length]);
        if (result.Casing is not TokenCasing.Number)
        {
            var entry = words.Find(result.Folded);
            if (entry.Rank == 0 && result.Stem != result.Folded)
            {
                entry = words.Find(result.Stem);
            }

            result.Fine = entry.Fine;
            result.Coarse = entry.Coarse;
            result.Rank = entry.Rank;
        }

        result.IsConnector = token.Length <= 3 && IsConnectorWord(token);
        return result;
    }

    private static void AddAffixes(ref TokenFeatures result, ReadOnlySpan<char> folded)
    {
        var length = folded.Length;
        uint prefix = FeatureHash.Seed;
        for (var i = 0; i < 4 && i < length; i++)
        {
            prefix = FeatureHash.Append(prefix, folded[i]);
            var value = FeatureHash.Finish(prefix);
            switch (i)
            {
                case 0: result.Prefix1 = value; break;
                case 1: result.Prefix2 = value; break;
                case 2: result.Prefix3 = value; break;
                default: result.Prefix4 = value; break;
            }
        }

        var suffix = FeatureHash.Seed;
        for (var i = 0; i < 4 && i < length; i++)
        {
            suffix = FeatureHash.Append(suffix, folded[length - 1 - i]);
            var value = FeatureHash.Finish(suffix);
            switch (i)
            {
                case 0: result.Suffix1 = value; break;
                case 1: result.Suffix2 = value; break;
                case 2: result.Suffix3 = value; break;
                default: result.Suffix4 = value; break;
            }
        }
    }

    private static bool IsConnectorWord(ReadOnlySpan<char> token) => token switch
    {
        "of" or "and" or "for" or "the" or "de" or "del" or "la" or "bin" or "ibn" or "al" or "el" or "ul" or "on" or "to" or "-" or "&" or "'s" or "\u2019s" => true,
        _ => false,
    };
}
