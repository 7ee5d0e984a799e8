using System.Collections.Frozen;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Tokens;

/// <summary>Abbreviations that keep their full stop, and words that start a sentence behind one.</summary>
internal sealed class Abbreviations
{
    private readonly FrozenDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> _isTitle;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _starters;

    public Abbreviations()
    {
        var rows = EmbeddedData.Lines("en/abbreviations.tsv").Select(line => line.Split('\t'));
        _isTitle = rows.ToFrozenDictionary(r => r[0], r => r[1] == "title", StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _starters = EmbeddedData.Lines("en/sentence-starters.txt").ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether a word (without full stop) is an abbreviation that keeps a full stop.</summary>
    public bool Contains(ReadOnlySpan<char> word) => word.Length <= 8 && _isTitle.ContainsKey(word);

    /// <summary>Whether a word (without full stop) stands before a name and so never ends a sentence.</summary>
    public bool IsTitle(ReadOnlySpan<char> word) => word.Length <= 8 && _isTitle.TryGetValue(word, out var title) && title;

    /// <summary>Whether a capitalised word is likelier a sentence's start than a name.</summary>
    public bool IsStarter(ReadOnlySpan<char> word) => _starters.Contains(word);
}
