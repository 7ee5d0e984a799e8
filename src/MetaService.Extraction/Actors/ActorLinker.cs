using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Actors.Linking;
using MetaService.Extraction.Actors.Words;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Actors;

/// <summary>Links mentions to actors, within the document and to the knowledge base. Immutable and thread-safe.</summary>
public sealed class ActorLinker
{
    private readonly KnowledgeBase _knowledge;
    private readonly ActorLexicon _lexicon = ActorLexicon.Load();

    /// <summary>A linker over the knowledge base built into this assembly.</summary>
    public ActorLinker()
        : this(KnowledgeBase.LoadEmbedded())
    {
    }

    /// <summary>A linker over another knowledge base.</summary>
    internal ActorLinker(KnowledgeBase knowledge) => _knowledge = knowledge;

    /// <summary>The actors of an article, most salient first. Empty where the body is known not to be English.</summary>
    /// <param name="tokens">Tokens of title and body.</param>
    /// <param name="mentions">The tagger's names; may be empty, names of the knowledge base are found without it.</param>
    /// <param name="places">Resolved places.</param>
    /// <param name="region">Focus and mentioned countries: the background for names without a country of their own.</param>
    /// <param name="header">Publication day, outlet and credits.</param>
    /// <param name="cancellation">Checked between the steps.</param>
    public IReadOnlyList<Actor> Link(
        TokenizedText tokens, IReadOnlyList<Mention> mentions, IReadOnlyList<ResolvedPlace> places, Region region, HeaderInfo header, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (header.Language is not ("en" or "und" or ""))
        {
            // The word lists are English: in another language nothing could be told apart.
            return [];
        }

        var words = DocumentWords.Read(tokens, _lexicon, cancellation);
        var matches = KnowledgeScanner.Scan(words, _knowledge);
        var names = MentionMerger.Merge(words, mentions, matches, _knowledge, CountryTable.Shared);
        cancellation.ThrowIfCancellationRequested();
        var owner = new NameMention?[words.Count];
        foreach (var name in names)
        {
            owner.AsSpan(name.First, name.End - name.First).Fill(name);
        }

        AcronymBinder.Bind(words, names, owner);
        var day = header.Published is { Value.Date: { Year: > 0 } date } ? date.Year * 10000 + date.Month * 100 + date.Day : 0;
        var context = new LinkContext
        {
            Words = words,
            Names = names,
            Owner = owner,
            Knowledge = _knowledge,
            Lexicon = _lexicon,
            Countries = CountryTable.Shared,
            Region = region,
            Header = header,
            Places = places,
            Titles = new TitleFinder(words, owner),
            Day = day,
        };
        var drafts = new PersonLinker(context).Link();
        drafts.AddRange(new StateFinder(context).Find());
        cancellation.ThrowIfCancellationRequested();
        drafts.AddRange(new BodyLinker(context).Link());
        return ActorAssembler.Assemble(context, drafts);
    }
}
