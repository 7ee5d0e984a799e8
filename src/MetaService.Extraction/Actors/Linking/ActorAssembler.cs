using System.Globalization;
using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>Turns drafts into actors: names, ids, codes, salience.</summary>
internal static class ActorAssembler
{
    private const double FrequencyWeight = 0.4;
    private const double PositionWeight = 0.25;
    private const double TitleWeight = 0.2;
    private const double SubjectWeight = 0.15;

    /// <summary>The actors, most salient first.</summary>
    public static List<Actor> Assemble(LinkContext context, List<ActorDraft> drafts)
    {
        var actors = new List<Actor>(drafts.Count);
        var most = Math.Max(1, drafts.Count == 0 ? 1 : drafts.Max(d => d.Mentions.Count));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            if (draft.Mentions.Count > 0 && Build(context, draft, most) is var actor && ids.Add(actor.Id))
            {
                actors.Add(actor);
            }
        }

        actors.Sort(static (a, b) => b.Salience != a.Salience ? b.Salience.CompareTo(a.Salience) : a.Mentions[0].Span.Start.CompareTo(b.Mentions[0].Span.Start));
        return actors;
    }

    private static Actor Build(LinkContext context, ActorDraft draft, int most)
    {
        var words = context.Words;
        draft.Mentions.Sort(static (a, b) => a.First.CompareTo(b.First));
        var mentions = draft.Mentions.ConvertAll(m => new ActorMention(words.TextOf(m.First, m.End), words.Span(m.First, m.End), m.Kind));
        var name = NameOf(draft, mentions);
        var aliases = mentions.Select(m => m.Text).Concat(draft.ExtraNames).Where(t => t != name).Distinct(StringComparer.Ordinal).ToList();
        var canonical = draft.Entry >= 0 ? context.Knowledge.Name(draft.Entry) : draft.CanonicalName ?? name;
        var id = draft.Entry >= 0 ? context.Knowledge.Id(draft.Entry) : draft.Id ?? Hash(draft.Type, name, draft.Country);
        return new Actor(
            id,
            name,
            canonical,
            aliases,
            draft.Type,
            draft.Country,
            CameoCoder.Code(context, draft),
            draft.Roles,
            Salience(context, draft, most),
            mentions,
            Math.Round(Math.Clamp(draft.Confidence, 0, 1), 3),
            draft.Rule);
    }

    /// <summary>The mention of the most words that is a name and no acronym, the first of them; a state by its name before its metonyms.</summary>
    private static string NameOf(ActorDraft draft, List<ActorMention> mentions)
    {
        static int Rank(ActorMention m) => m.Kind switch
        {
            ActorMentionKind.Name => 3,
            ActorMentionKind.Description => 2,
            ActorMentionKind.ShortForm => 2,
            _ => 1,
        };
        if (draft.Type == ActorType.State && draft.CanonicalName is { } usual && mentions.Find(m => TextFolding.FoldedEquals(m.Text, usual)) is { } plain)
        {
            return plain.Text;
        }

        var best = mentions[0];
        foreach (var mention in mentions)
        {
            var (rank, known) = (Rank(mention), Rank(best));
            var longer = draft.Type == ActorType.State ? Words(mention.Text) > Words(best.Text) : mention.Text.Length > best.Text.Length && Words(mention.Text) >= Words(best.Text);
            if (rank > known || (rank == known && longer))
            {
                best = mention;
            }
        }

        return best.Text;
    }

    private static int Words(string text) => text.AsSpan().Count(' ');

    private static double Salience(LinkContext context, ActorDraft draft, int most)
    {
        var first = draft.Mentions[0].First;
        var inTitle = context.Words.Sentences[context.Words[first].Sentence].IsTitle;
        var score = FrequencyWeight * Math.Log(1 + draft.Mentions.Count) / Math.Log(1 + most)
            + PositionWeight * (1 - first / (double)Math.Max(1, context.Words.Count))
            + (inTitle ? TitleWeight : 0)
            + (draft.IsSubject || draft.Mentions.Any(m => Syntax.PartOf(context, m.First, m.End) == SentencePart.Subject) ? SubjectWeight : 0);
        return Math.Round(Math.Clamp(score, 0, 1), 3);
    }

    /// <summary>FNV-1a over type, folded name and country; the same in every run and version.</summary>
    private static string Hash(ActorType type, string name, string? country)
    {
        var hash = 14695981039346656037;
        foreach (var c in string.Create(CultureInfo.InvariantCulture, $"{type}|{TextFolding.FoldKey(name)}|{country}"))
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return "x-" + hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
