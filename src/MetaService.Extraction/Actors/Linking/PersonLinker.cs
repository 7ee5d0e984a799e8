using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Actors.Words;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>Groups the mentions of people: full names first, then last names, given names and other short forms.</summary>
internal sealed class PersonLinker(LinkContext context)
{
    private const float LoneNameFloor = 0.8f;

    /// <summary>People of one name that are compared; bounds the work on very long texts.</summary>
    private const int MaxNamesakes = 64;

    /// <summary>Mentions of one person that are searched for titles.</summary>
    private const int MaxMentions = 24;

    private readonly DocumentWords _words = context.Words;
    private readonly List<Person> _people = [];
    private readonly Dictionary<ulong, List<Person>> _byWord = [];
    private readonly Dictionary<ulong, Person> _bySkeleton = [];

    /// <summary>The people of the document.</summary>
    public List<ActorDraft> Link()
    {
        var mentions = context.Names.Where(n => (n.IsPerson && IsPlausible(n)) || IsKnownPerson(n)).Select(Read).Where(m => m.Parts.Length > 0).ToList();
        foreach (var mention in mentions.Where(m => m.Parts.Length > 1).OrderByDescending(m => m.Parts.Length).ThenBy(m => m.First))
        {
            AddFull(mention);
        }

        foreach (var mention in mentions.Where(m => m.Parts.Length == 1))
        {
            AddShort(mention);
        }

        return [.. _people.Select(Draft)];
    }

    /// <summary>No person's name has a small word of a sentence or a number in it.</summary>
    private bool IsPlausible(NameMention name)
    {
        for (var i = name.First + 1; i < name.End; i++)
        {
            if (_words[i].Casing == Casing.Number)
            {
                return false;
            }

            if (_words[i].Casing == Casing.Lower && _words[i, true] is "for" or "to" or "in" or "on" or "with" or "at" or "from" or "by" or "and" or "as" or "over")
            {
                return false;
            }
        }

        return true;
    }

    private bool IsKnownPerson(NameMention name)
    {
        if (name.Tag is not null || name.Handle < 0 || name.End - name.First < 2)
        {
            return false;
        }

        for (var c = 0; c < context.Knowledge.ClaimCount(name.Handle); c++)
        {
            var claim = context.Knowledge.Claim(name.Handle, c);
            if (context.Knowledge.Kind(claim.Entry) == KnowledgeKind.Person && (claim.Marks & (AliasMarks.LastName | AliasMarks.Skeleton)) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private PersonMention Read(NameMention name)
    {
        var first = name.First;
        while (first < name.End - 1 && _words[first].Is(WordClass.Honorific | WordClass.Rank | WordClass.TitleHead) && !IsArticle(first)
            && (first < name.End - 2 || !_words[first].Is(WordClass.Forename | WordClass.Royal)))
        {
            first++;
        }

        var parts = new List<ulong>(4);
        for (var i = first; i < name.End; i++)
        {
            if (!IsArticle(i) && !_words[i].IsPossessive)
            {
                parts.Add(_words[i].Hash);
            }
        }

        if (parts.Count > 1 && IsSuffix(name.End - 1))
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return new PersonMention(name, first, name.End, [.. parts]);
    }

    private bool IsArticle(int i) => _words[i].End - _words[i].Start == 2 && _words[i, true] is "al" or "Al" or "el" or "El" or "AL" or "EL" or "ul" or "as" or "As" or "ad" or "ar";

    private bool IsSuffix(int i) => _words[i, true] is "Jr" or "Sr" or "II" or "III" or "IV";

    private void AddFull(PersonMention mention)
    {
        var text = _words.TextOf(mention.First, mention.End);
        var skeleton = NameSkeleton.KeyOf(text);
        var entry = EntryOf(text, skeleton);
        var person = Known(mention.Parts[^1], mention, entry) ?? Known(mention.Parts[0], mention, entry);
        if (person is null && skeleton != 0 && _bySkeleton.TryGetValue(skeleton, out var similar) && (similar.Entry < 0 || entry < 0 || similar.Entry == entry))
        {
            person = similar;
        }

        if (person is null)
        {
            person = Create(mention, entry);
            _bySkeleton.TryAdd(skeleton, person);
            return;
        }

        person.Mentions.Add(mention);
        person.Entry = person.Entry < 0 ? entry : person.Entry;
    }

    private Person Create(PersonMention mention, int entry)
    {
        var person = new Person(mention) { Entry = entry };
        person.Mentions.Add(mention);
        _people.Add(person);
        foreach (var part in mention.Parts)
        {
            var list = _byWord.TryGetValue(part, out var known) ? known : _byWord[part] = [];
            if (list.Count == 0 || list[^1] != person)
            {
                list.Add(person);
            }
        }

        return person;
    }

    /// <summary>The person among those with a word in the name, the earliest of the latest <see cref="MaxNamesakes"/>.</summary>
    private Person? Known(ulong word, PersonMention mention, int entry)
    {
        if (!_byWord.TryGetValue(word, out var people))
        {
            return null;
        }

        for (var i = Math.Max(0, people.Count - MaxNamesakes); i < people.Count; i++)
        {
            if (IsSame(people[i], mention, entry))
            {
                return people[i];
            }
        }

        return null;
    }

    private bool IsSame(Person person, PersonMention mention, int entry)
    {
        if (person.Entry >= 0 && entry >= 0)
        {
            return person.Entry == entry;
        }

        ReadOnlySpan<ulong> full = person.Full.Parts;
        ReadOnlySpan<ulong> parts = mention.Parts;
        if (full.SequenceEqual(parts))
        {
            return true;
        }

        // Given and last name with others left out between them, or the name's beginning, or a compound last name.
        if (parts[0] == full[0] && parts[^1] == full[^1] && IsSubsequence(parts, full))
        {
            return true;
        }

        return full.Length > parts.Length && (full.StartsWith(parts) || (full.EndsWith(parts) && entry < 0));
    }

    private static bool IsSubsequence(ReadOnlySpan<ulong> part, ReadOnlySpan<ulong> whole)
    {
        var at = 0;
        foreach (var word in whole)
        {
            if (at < part.Length && part[at] == word)
            {
                at++;
            }
        }

        return at == part.Length;
    }

    private void AddShort(PersonMention mention)
    {
        var word = mention.Parts[0];
        List<Person> candidates = [];
        if (_byWord.TryGetValue(word, out var sharing))
        {
            // The last name first, then the given name, then any other part.
            var near = sharing.Count > MaxNamesakes ? sharing[^MaxNamesakes..] : sharing;
            candidates = near.FindAll(p => p.Full.Parts[^1] == word);
            candidates = candidates.Count > 0 ? candidates : near.FindAll(p => p.Full.Parts[0] == word);
            candidates = candidates.Count > 0 ? candidates : near;
        }
        else if (_people.Count <= MaxNamesakes)
        {
            candidates = _people.FindAll(p => p.Full.Parts.Length > 1 && SimilarLast(p, mention));
        }

        if (candidates.Count == 0 && _people.Exists(p => p.Entry >= 0))
        {
            // A short name that the knowledge base has for one of the people: Jokowi, Hemedti.
            var entries = context.Knowledge.Claims(_words.TextOf(mention.First, mention.End)).Select(c => c.Entry).ToHashSet();
            candidates = _people.FindAll(p => p.Entry >= 0 && entries.Contains(p.Entry));
        }

        if (candidates.Count > 0)
        {
            Choose(candidates, mention).Mentions.Add(mention);
            return;
        }

        // `the Gupta family` is no person.
        if (_words.IsIn(mention.End, _words[mention.First].Sentence) && _words[mention.End].Continues && _words[mention.End, true] is "family" or "brothers" or "clan" or "dynasty" or "tribe")
        {
            return;
        }

        if (mention.Name.Confidence >= LoneNameFloor || context.Titles.Find(mention.First, mention.End) is not null)
        {
            Create(mention, EntryByTitle(mention));
        }
    }

    private bool SimilarLast(Person person, PersonMention mention)
    {
        var last = PersonNames.LastName(_words.TextOf(person.Full.First, person.Full.End));
        return NameSkeleton.WordKey(last) is var key && key != 0 && key == NameSkeleton.WordKey(_words.TextOf(mention.First, mention.End));
    }

    /// <summary>Of several people with the name: the one with the printed title, the one whose gender fits, else the one named last.</summary>
    private Person Choose(List<Person> candidates, PersonMention mention)
    {
        if (candidates.Count == 1)
        {
            return candidates[0];
        }

        if (context.Titles.Find(mention.First, mention.End) is { } title)
        {
            var head = _words[title.Head].Hash;
            var titled = candidates.FindAll(p => TitlesOf(p).Contains(head));
            if (titled.Count == 1)
            {
                return titled[0];
            }
        }

        var gender = GenderBefore(mention.Name.First);
        if (gender != 0)
        {
            var fitting = candidates.FindAll(p => GenderOf(p) == gender);
            if (fitting.Count == 1)
            {
                return fitting[0];
            }

            candidates = candidates.FindAll(p => GenderOf(p) == 0) is { Count: > 0 } rest ? rest : candidates;
        }

        Person? nearest = null;
        var best = -1;
        foreach (var candidate in candidates)
        {
            if (LastBefore(candidate, mention.First) is var at && at > best)
            {
                (nearest, best) = (candidate, at);
            }
        }

        return nearest ?? candidates[0];
    }

    /// <summary>Position of a person's last mention before a word; -1 for none. Looks at the first and the latest mentions only.</summary>
    private static int LastBefore(Person person, int word)
    {
        var last = -1;
        for (var i = 0; i < person.Mentions.Count; i++)
        {
            if (i == MaxMentions && person.Mentions.Count > 2 * MaxMentions)
            {
                i = person.Mentions.Count - MaxMentions;
            }

            last = person.Mentions[i].First < word ? Math.Max(last, person.Mentions[i].First) : last;
        }

        return last;
    }

    private HashSet<ulong> TitlesOf(Person person) => person.TitleHeads ??= [.. person.Mentions.Take(MaxMentions).Select(m => context.Titles.Find(m.First, m.End)).Where(t => t is not null).Select(t => _words[t!.Value.Head].Hash)];

    private WordClass GenderOf(Person person) => person.Gender ??= person.Mentions.Take(MaxMentions).Select(m => GenderBefore(m.Name.First)).FirstOrDefault(g => g != 0);

    private WordClass GenderBefore(int first)
    {
        var i = first - 1;
        return _words.IsIn(i, _words[first].Sentence) && _words[first].Continues ? _words[i].Class & (WordClass.Female | WordClass.Male) : 0;
    }

    /// <summary>The person whom the knowledge base knows by the whole name, else by its spelling-independent key; -1 for none or several.</summary>
    private int EntryOf(string text, ulong key)
    {
        var exact = Single(context.Knowledge.Claims(text), AliasMarks.LastName | AliasMarks.Skeleton);
        if (exact >= 0)
        {
            return exact;
        }

        return key == 0 ? -1 : Single(context.Knowledge.ClaimsOfKey(key), AliasMarks.LastName);
    }

    /// <summary>The person of a bare last name whose known office fits the title printed beside it.</summary>
    private int EntryByTitle(PersonMention mention)
    {
        if (context.Titles.Find(mention.First, mention.End) is not { } title)
        {
            return -1;
        }

        var head = _words[title.Head].Hash;
        var fitting = -1;
        foreach (var claim in context.Knowledge.Claims(_words.TextOf(mention.First, mention.End)))
        {
            if (context.Knowledge.Kind(claim.Entry) != KnowledgeKind.Person)
            {
                continue;
            }

            for (var r = 0; r < context.Knowledge.RoleCount(claim.Entry); r++)
            {
                var role = context.Knowledge.Role(claim.Entry, r);
                if (context.IsCurrent(role) && HasWord(role.Title, head) && (title.Country is null || title.Country.Code == context.Knowledge.Country(claim.Entry)))
                {
                    fitting = fitting < 0 || fitting == claim.Entry ? claim.Entry : int.MaxValue;
                }
            }
        }

        return fitting == int.MaxValue ? -1 : fitting;
    }

    private static bool HasWord(string title, ulong word)
    {
        var reader = new NameWordReader(title);
        while (reader.MoveNext())
        {
            if (reader.Hash == word)
            {
                return true;
            }
        }

        return false;
    }

    private int Single(AliasClaim[] claims, AliasMarks excluded)
    {
        var people = claims.Where(c => context.Knowledge.Kind(c.Entry) == KnowledgeKind.Person && (c.Marks & excluded) == 0).Select(c => c.Entry).ToList();
        if (people.Count <= 1)
        {
            return people.Count == 1 ? people[0] : -1;
        }

        // Shared names: the one who belongs to a focus country, in office at the article's date.
        var near = people.Where(p => context.FocusRank(context.Knowledge.Country(p)) < int.MaxValue).ToList();
        return near.Count == 1 ? near[0] : -1;
    }

    private ActorDraft Draft(Person person)
    {
        var mentions = person.Mentions.OrderBy(m => m.First).ToList();
        var draft = new ActorDraft
        {
            Type = ActorType.Person,
            Entry = person.Entry,
            Confidence = Math.Max(mentions.Max(m => m.Name.Confidence), person.Entry >= 0 ? 0.8 : 0),
            Rule = person.Entry >= 0 ? "person.knowledge" : "person.text",
        };
        foreach (var mention in mentions)
        {
            var full = mention.Parts.Length == person.Full.Parts.Length;
            draft.Mentions.Add((mention.First, mention.End, full ? ActorMentionKind.Name : ActorMentionKind.ShortForm));
            if (mention.Name.First < mention.First)
            {
                draft.ExtraNames.Add(_words.TextOf(mention.Name.First, mention.End));
            }
            else if (mention.First > 0 && _words[mention.First].Continues && _words[mention.First - 1].Is(WordClass.Honorific) && _words[mention.First - 1].IsCapitalized)
            {
                draft.ExtraNames.Add(_words.TextOf(mention.First - 1, mention.End));
            }
        }

        new RoleReader(context).Read(draft, mentions.Take(MaxMentions).Select(m => (m.First, m.End)));
        return draft;
    }

    private sealed record PersonMention(NameMention Name, int First, int End, ulong[] Parts);

    private sealed class Person(PersonMention full)
    {
        public PersonMention Full { get; } = full;

        public int Entry { get; set; } = -1;

        public HashSet<ulong>? TitleHeads { get; set; }

        public WordClass? Gender { get; set; }

        public List<PersonMention> Mentions { get; } = [];
    }
}
