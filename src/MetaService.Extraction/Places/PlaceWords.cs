using System.Collections.Frozen;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Places;

/// <summary>What a word beside a place name does.</summary>
internal enum PlaceWordUse
{
    /// <summary>It is no part of the name: <c>Anbar province</c>.</summary>
    Drop,

    /// <summary>It is part of the name where it is written as such: <c>Mosul Dam</c>.</summary>
    Keep,

    /// <summary>It is part of the name, in small letters too: <c>Rafah crossing</c>.</summary>
    Extend,
}

/// <summary>Words that say what a place is, and names that only look like a country's.</summary>
internal sealed class PlaceWords
{
    private readonly FrozenDictionary<string, (PlaceKind Kind, PlaceWordUse Use)>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _compounds;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _noPlaces;

    private PlaceWords()
    {
        _words = EmbeddedData.Lines("en/place-words.tsv").Select(l => l.Split('\t'))
            .ToFrozenDictionary(c => c[0], c => (Enum.Parse<PlaceKind>(c[1], true), Enum.Parse<PlaceWordUse>(c[2], true)), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _compounds = EmbeddedData.Lines("en/country-compounds.txt").ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _noPlaces = EmbeddedData.Lines("en/no-places.txt").ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The words built into this assembly.</summary>
    public static PlaceWords Shared { get; } = new();

    /// <summary>Kind and use of a word, in any case.</summary>
    public bool TryGet(ReadOnlySpan<char> word, out PlaceKind kind, out PlaceWordUse use)
    {
        Span<char> key = stackalloc char[NameWords.MaxWordLength];
        if (word.Length is > 2 and <= NameWords.MaxWordLength)
        {
            var length = word.ToLowerInvariant(key);
            if (_words.TryGetValue(key[..length], out var found))
            {
                (kind, use) = found;
                return true;
            }
        }

        (kind, use) = (PlaceKind.Unknown, PlaceWordUse.Keep);
        return false;
    }

    /// <summary>Whether a name consists of words that are no place by themselves.</summary>
    public bool IsNoPlace(ReadOnlySpan<char> name)
    {
        Span<char> key = stackalloc char[NameWords.MaxWordLength * TextFolding.MaxExpansion];
        var length = name.Length > NameWords.MaxWordLength ? -1 : TextFolding.FoldKey(name, key);
        if (length < 0)
        {
            return false;
        }

        foreach (var range in key[..length].Split(' '))
        {
            if (!_noPlaces.Contains(key[..length][range]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a folded name of several words only looks like a country's.</summary>
    public bool IsCompound(ReadOnlySpan<char> key) => _compounds.Contains(key);
}
