using System.Collections.Concurrent;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tagging;

/// <summary>Finds and types names with a linear-chain conditional random field. Immutable, thread-safe: load one and share it.</summary>
/// <remarks>
/// A text is read twice: sentences where a name that was sure elsewhere in the document is missing or has another type are scored
/// again with that as evidence.
/// </remarks>
public sealed class NameTagger
{
    /// <summary>What the evidence of the same name elsewhere adds to a label's score, at most.</summary>
    private const float Bonus = 3f;

    private readonly TaggerLexicon _lexicon;
    private readonly TaggerModel _model;
    private readonly ConcurrentBag<Workspace> _workspaces = [];

    /// <summary>Loads the built-in model.</summary>
    public NameTagger()
        : this(TaggerLexicon.FromMapped(EmbeddedData.Bytes("tagger/lexicon.bin")), TaggerModel.FromMapped(EmbeddedData.Bytes("tagger/model.bin")))
    {
    }

    /// <summary>Uses a model and the lexicon that it was trained with.</summary>
    /// <exception cref="InvalidOperationException">The two do not belong together.</exception>
    internal NameTagger(TaggerLexicon lexicon, TaggerModel model)
    {
        if (lexicon.Id != model.Lexicon)
        {
            throw new InvalidOperationException("The tagger's model was trained with another lexicon.");
        }

        _lexicon = lexicon;
        _model = model;
    }

    /// <summary>Whether names found in one sentence count as evidence in the others.</summary>
    internal bool ReadsTwice { get; init; } = true;

    /// <summary>Version of the data that the model was trained on.</summary>
    public string DataVersion => _model.DataVersion;

    /// <summary>The names of a text, in order of position within title and body, not overlapping.</summary>
    /// <param name="tokens">The text in tokens and sentences.</param>
    /// <param name="cancellation">Checked at every sentence.</param>
    public IReadOnlyList<Mention> Tag(TokenizedText tokens, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var workspace = _workspaces.TryTake(out var pooled) ? pooled : new Workspace(_lexicon, _model);
        var mentions = workspace.Mentions;
        var ends = workspace.Ends;
        var memory = workspace.Memory;
        mentions.Clear();
        ends.Clear();
        memory.Clear();
        foreach (var sentence in tokens.Sentences)
        {
            cancellation.ThrowIfCancellationRequested();
            workspace.Scorer.Load(tokens, sentence);
            memory.Keep(workspace.Scorer.Features.Tokens);
            var first = mentions.Count;
            Read(tokens, sentence, workspace.Scorer, mentions);
            foreach (var mention in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(mentions)[first..])
            {
                memory.Add(workspace.Scorer.Features.Tokens.Slice(mention.FirstToken - sentence.First, mention.TokenCount), mention.Tag, mention.Confidence);
            }

            ends.Add(mentions.Count);
        }

        var result = ReadsTwice && !memory.IsEmpty ? ReadAgain(tokens, workspace, cancellation) : [.. mentions];
        _workspaces.Add(workspace);
        return result;
    }

    /// <summary>Scores the sentences again in which remembered names are missing or have another type.</summary>
    private List<Mention> ReadAgain(TokenizedText tokens, Workspace workspace, CancellationToken cancellation)
    {
        var result = new List<Mention>(workspace.Mentions.Count + 4);
        var found = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(workspace.Mentions);
        var scorer = workspace.Scorer;
        var from = 0;
        for (var i = 0; i < tokens.Sentences.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sentence = tokens.Sentences[i];
            var here = found[from..workspace.Ends[i]];
            from = workspace.Ends[i];
            var names = workspace.Memory.Kept(sentence.First, sentence.Count);
            if (!Disagrees(names, here, sentence.First, workspace.Memory))
            {
                result.AddRange(here);
                continue;
            }

            scorer.Load(tokens, sentence);
            AddEvidence(names, scorer.Lattice.Scores, workspace.Memory);
            Read(tokens, sentence, scorer, result);
        }

        return result;
    }

    /// <summary>Whether a remembered name stands in a sentence that is not tagged so.</summary>
    private static bool Disagrees(ReadOnlySpan<NameToken> tokens, ReadOnlySpan<Mention> mentions, int first, DocumentMemory memory)
    {
        var next = 0;
        for (var t = 0; t < tokens.Length; t++)
        {
            while (next < mentions.Length && mentions[next].EndToken - first <= t)
            {
                next++;
            }

            var length = memory.Find(tokens, t, out var tag, out var strength);
            if (length == 0 || strength <= 0)
            {
                continue;
            }

            // Part of a longer name is no contradiction.
            if (next < mentions.Length && mentions[next].FirstToken - first <= t
                && (mentions[next].EndToken - first > t + length || mentions[next].FirstToken - first < t || (mentions[next].EndToken - first == t + length && mentions[next].Tag == tag)))
            {
                continue;
            }

            return true;
        }

        return false;
    }

    private static void AddEvidence(ReadOnlySpan<NameToken> tokens, Span<float> scores, DocumentMemory memory)
    {
        for (var t = 0; t < tokens.Length; t++)
        {
            var length = memory.Find(tokens, t, out var tag, out var strength);
            if (length == 0 || strength <= 0)
            {
                continue;
            }

            for (var k = 0; k < length; k++)
            {
                scores[((t + k) * TagSet.Lanes) + (k == 0 ? TagSet.Begin(tag) : TagSet.Inside(tag))] += Bonus * strength;
            }

            t += length - 1;
        }
    }

    private void Read(TokenizedText tokens, Sentence sentence, SentenceScorer scorer, List<Mention> mentions)
    {
        var lattice = scorer.Lattice;
        if (!lattice.Decode(_model.Transitions))
        {
            return;
        }

        lattice.Sum(_model.Transitions);
        var path = lattice.Path;
        for (var t = 0; t < path.Length;)
        {
            if (path[t] == TagSet.Outside)
            {
                t++;
                continue;
            }

            var end = t + 1;
            while (end < path.Length && TagSet.IsInside(path[end]))
            {
                end++;
            }

            var tag = TagSet.TagOf(path[t]);
            var first = sentence.First + t;
            var span = TextSpan.FromBounds(tokens.TokenSpan[first].Start, tokens.TokenSpan[sentence.First + end - 1].End);
            mentions.Add(new Mention(span, first, end - t, tag, lattice.SpanPosterior(t, end - t, tag, _model.Transitions)));
            t = end;
        }
    }

    /// <summary>Buffers of one reading.</summary>
    private sealed class Workspace(TaggerLexicon lexicon, TaggerModel model)
    {
        public SentenceScorer Scorer { get; } = new(lexicon, model);

        public DocumentMemory Memory { get; } = new();

        public List<Mention> Mentions { get; } = [];

        public List<int> Ends { get; } = [];
    }
}
