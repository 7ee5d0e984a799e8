using System.Collections.Concurrent;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tagging;

/// <summary>Finds and types names with a linear-chain conditional random field. Immutable, thread-safe: load one and share it.</summary>
public sealed class NameTagger
{
    private readonly TaggerLexicon _lexicon;
    private readonly TaggerModel _model;
    private readonly ConcurrentBag<SentenceScorer> _scorers = [];

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

    /// <summary>Version of the data that the model was trained on.</summary>
    public string DataVersion => _model.DataVersion;

    /// <summary>The names of a text, in order of position within title and body, not overlapping.</summary>
    /// <param name="tokens">The text in tokens and sentences.</param>
    /// <param name="cancellation">Checked at every sentence.</param>
    public IReadOnlyList<Mention> Tag(TokenizedText tokens, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var scorer = _scorers.TryTake(out var pooled) ? pooled : new SentenceScorer(_lexicon, _model);
        var mentions = new List<Mention>();
        foreach (var sentence in tokens.Sentences)
        {
            cancellation.ThrowIfCancellationRequested();
            scorer.Load(tokens, sentence);
            if (scorer.Lattice.Decode(_model.Transitions))
            {
                scorer.Lattice.Sum(_model.Transitions);
                AddMentions(tokens, sentence, scorer.Lattice, mentions);
            }
        }

        _scorers.Add(scorer);
        return mentions;
    }

    private void AddMentions(TokenizedText tokens, Sentence sentence, Lattice lattice, List<Mention> mentions)
    {
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
}
