namespace MetaService.Extraction.Tagging;

/// <summary>A token as the memory of names knows it.</summary>
/// <param name="Stem">Hash of the folded token without an article.</param>
/// <param name="IsCapital">Whether it counts as capitalised.</param>
internal readonly record struct NameToken(uint Stem, bool IsCapital);

/// <summary>
/// The names that a document's first reading found, so that a name tagged surely in one sentence is found in the others, too
/// (the non-local evidence of Krishnan and Manning 2006, as a second reading). A reusable buffer; not thread-safe.
/// </summary>
internal sealed class DocumentMemory
{
    /// <summary>Longest name that is remembered, in tokens.</summary>
    private const int MaxTokens = 8;

    /// <summary>Names less certain than this are not remembered.</summary>
    private const float Sure = 0.8f;

    /// <summary>What a person's last name alone counts, against the name as a whole.</summary>
    private const float LastNameShare = 0.7f;

    private readonly Dictionary<uint, Entry> _names = [];
    private readonly HashSet<uint> _starts = [];

    private NameToken[] _tokens = new NameToken[512];
    private int _count;

    private struct Entry
    {
        public EntityTag Tag;
        public float Weight;
        public float Against;
    }

    /// <summary>Whether nothing is remembered.</summary>
    public bool IsEmpty => _names.Count == 0;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _names.Clear();
        _starts.Clear();
        _count = 0;
    }

    /// <summary>Keeps what <see cref="Find"/> needs of the next sentence's tokens.</summary>
    public void Keep(ReadOnlySpan<TokenFeatures> tokens)
    {
        if (_tokens.Length < _count + tokens.Length)
        {
            Array.Resize(ref _tokens, Math.Max(_tokens.Length * 2, _count + tokens.Length));
        }

        foreach (ref readonly var token in tokens)
        {
            _tokens[_count++] = new NameToken(token.Stem, token.IsCapital);
        }
    }

    /// <summary>The tokens kept, from one token of the document on.</summary>
    public ReadOnlySpan<NameToken> Kept(int first, int count) => _tokens.AsSpan(first, count);

    /// <summary>Remembers a name found.</summary>
    /// <param name="tokens">Features of its tokens.</param>
    /// <param name="tag">Its type.</param>
    /// <param name="confidence">Its posterior.</param>
    public void Add(ReadOnlySpan<TokenFeatures> tokens, EntityTag tag, float confidence)
    {
        if (confidence < Sure || tokens.Length > MaxTokens || (tokens.Length == 1 && tokens[0].Casing is TokenCasing.Lower or TokenCasing.Mark))
        {
            return;
        }

        uint hash = 0;
        foreach (ref readonly var token in tokens)
        {
            hash = PhraseTable.Extend(hash, token.Stem);
        }

        Add(hash, tag, confidence);
        _starts.Add(tokens[0].Stem);
        if (tag == EntityTag.Person && tokens.Length > 1 && tokens[^1].IsCapital)
        {
            Add(PhraseTable.Extend(0, tokens[^1].Stem), tag, confidence * LastNameShare);
            _starts.Add(tokens[^1].Stem);
        }
    }

    private void Add(uint hash, EntityTag tag, float weight)
    {
        ref var entry = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_names, hash, out var exists);
        if (!exists || entry.Tag == tag)
        {
            entry.Tag = tag;
            entry.Weight += weight;
        }
        else if (entry.Weight < weight)
        {
            (entry.Tag, entry.Weight, entry.Against) = (tag, weight, entry.Weight + entry.Against);
        }
        else
        {
            entry.Against += weight;
        }
    }

    /// <summary>The longest remembered name at a token.</summary>
    /// <param name="tokens">A sentence's tokens.</param>
    /// <param name="t">Where the name starts.</param>
    /// <param name="tag">The type that it had where it was surest.</param>
    /// <param name="strength">How clearly it had that type, from 0 to 1.</param>
    /// <returns>Its number of tokens; 0 where none starts here.</returns>
    public int Find(ReadOnlySpan<NameToken> tokens, int t, out EntityTag tag, out float strength)
    {
        (tag, strength) = (default, 0);
        if (!tokens[t].IsCapital || !_starts.Contains(tokens[t].Stem))
        {
            return 0;
        }

        uint hash = 0;
        var found = 0;
        for (var length = 1; length <= MaxTokens && t + length <= tokens.Length; length++)
        {
            hash = PhraseTable.Extend(hash, tokens[t + length - 1].Stem);
            if (_names.TryGetValue(hash, out var entry))
            {
                found = length;
                tag = entry.Tag;
                strength = Math.Max(0, (entry.Weight - entry.Against) / (entry.Weight + entry.Against + 0.5f));
            }
        }

        return found;
    }
}
