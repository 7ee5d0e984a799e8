using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Actors.Words;

/// <summary>Classes of English words that the linker reads: titles, verbs, function words, head words of organisations. Immutable.</summary>
internal sealed class ActorLexicon
{
    private readonly Dictionary<ulong, WordClass> _classes = new(4096);
    private readonly Dictionary<ulong, ActorType> _heads = new(512);

    private ActorLexicon()
    {
    }

    /// <summary>Reads the word lists of <c>Data/en</c>.</summary>
    public static ActorLexicon Load()
    {
        var lexicon = new ActorLexicon();
        foreach (var file in new[] { "en/function_words.tsv", "en/titles.tsv", "en/relations.tsv" })
        {
            foreach (var cells in EmbeddedData.Lines(file).Select(l => l.Split('\t')))
            {
                lexicon.Add(cells[0], ClassOf(cells[1]));
            }
        }

        foreach (var cells in EmbeddedData.Lines("en/acting_verbs.tsv").Select(l => l.Split('\t')))
        {
            var verbClass = ClassOf(cells[1]);
            lexicon.Add(cells[0], verbClass);
            foreach (var form in Forms(cells[0], cells[2]))
            {
                lexicon.Add(form, verbClass | WordClass.Inflected);
            }
        }

        foreach (var cells in EmbeddedData.Lines("en/org_heads.tsv").Select(l => l.Split('\t')))
        {
            lexicon.Add(cells[0], WordClass.OrganizationHead);
            lexicon._heads.TryAdd(NameWordReader.WordHash(cells[0]), Enum.Parse<ActorType>(cells[1].Replace("_", "", StringComparison.Ordinal), ignoreCase: true));
        }

        return lexicon;
    }

    /// <summary>The classes of a word by its hash.</summary>
    public WordClass this[ulong word] => _classes.GetValueOrDefault(word);

    /// <summary>The type that an organisation's head word gives; <see cref="ActorType.Unknown"/> for another word.</summary>
    public ActorType HeadType(ulong word) => _heads.GetValueOrDefault(word);

    private static WordClass ClassOf(string name) => name switch
    {
        "determiner" => WordClass.Determiner,
        "preposition" => WordClass.Preposition,
        "conjunction" => WordClass.Conjunction,
        "pronoun" => WordClass.Pronoun,
        "relative" => WordClass.Relative,
        "auxiliary" => WordClass.Auxiliary,
        "adverb" => WordClass.Adverb,
        "say" => WordClass.SayVerb,
        "act" => WordClass.ActVerb,
        "object" => WordClass.ObjectVerb,
        "head" => WordClass.TitleHead,
        "plural" => WordClass.TitlePlural,
        "modifier" => WordClass.TitleModifier,
        "honorific" => WordClass.Honorific,
        "rank" => WordClass.Rank,
        "ended" => WordClass.Ended,
        "female" => WordClass.Female,
        "male" => WordClass.Male,
        "with" => WordClass.RelatesWith,
        "between" => WordClass.RelatesBetween,
        "against" => WordClass.RelatesAgainst,
        "to" => WordClass.RelatesTo,
        "of" => WordClass.RelatesOf,
        "from" => WordClass.RelatesFrom,
        "on" => WordClass.RelatesOn,
        "royal" => WordClass.Royal,
        "forename" => WordClass.Forename,
        _ => throw new InvalidOperationException($"The word lists know no class \"{name}\"."),
    };

    /// <summary>The listed irregular forms, else -s, -ed, -ing by the usual spelling rules.</summary>
    private static string[] Forms(string verb, string irregular)
    {
        if (irregular.Length > 0)
        {
            return irregular.Split(',');
        }

        var endsInConsonantY = verb.EndsWith('y') && verb[^2] is not ('a' or 'e' or 'o' or 'u');
        var third = endsInConsonantY ? verb[..^1] + "ies"
            : verb.EndsWith('s') || verb.EndsWith('x') || verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith("sh", StringComparison.Ordinal) ? verb + "es"
            : verb + "s";
        var past = verb.EndsWith('e') ? verb + "d" : endsInConsonantY ? verb[..^1] + "ied" : verb + "ed";
        var present = verb.EndsWith('e') && !verb.EndsWith("ee", StringComparison.Ordinal) ? verb[..^1] + "ing" : verb + "ing";
        return [third, past, present];
    }

    private void Add(string word, WordClass added)
    {
        // A hyphenated entry is found by its last part, as the reader splits at hyphens.
        var reader = new NameWordReader(word);
        ulong last = 0;
        while (reader.MoveNext())
        {
            last = reader.Hash;
        }

        if (last != 0 && (!word.Contains('-', StringComparison.Ordinal) || (added & (WordClass.TitleHead | WordClass.TitlePlural)) != 0))
        {
            _classes[last] = _classes.GetValueOrDefault(last) | added;
        }
    }
}
