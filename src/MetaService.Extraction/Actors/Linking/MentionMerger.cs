using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Actors.Words;
using MetaService.Extraction.Places;
using MetaService.Extraction.Tagging;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>Brings the tagger's spans, the knowledge base's names and country names together into one list without overlaps.</summary>
internal static class MentionMerger
{
    /// <summary>Confidence from which the tagger's borders outrank those of the knowledge base.</summary>
    private const float Sure = 0.9f;

    /// <summary>Mentions below this are noise.</summary>
    private const float Floor = 0.25f;

    /// <summary>The names of a document, in order of position.</summary>
    public static List<NameMention> Merge(DocumentWords words, IReadOnlyList<Mention> tagged, List<KnowledgeMatch> matches, KnowledgeBase knowledge, CountryTable countries)
    {
        var owner = new NameMention?[words.Count];
        var names = new List<NameMention>(tagged.Count + 16);
        foreach (var mention in tagged)
        {
            if (mention.Confidence >= Floor && Read(words, mention) is { } name && Free(owner, name.First, name.End))
            {
                Claim(owner, name);
                names.Add(name);
            }
        }

        foreach (var match in matches)
        {
            Add(words, owner, names, match, knowledge);
        }

        AddCountries(words, owner, names, countries);
        names.RemoveAll(n => owner[n.First] != n);
        names.Sort(static (a, b) => a.First.CompareTo(b.First));
        return names;
    }

    private static NameMention? Read(DocumentWords words, Mention mention)
    {
        var first = words.FirstEndingAfter(mention.Span.Start);
        var end = first;
        while (end < words.Count && words[end].Start < mention.Span.End && (end == first || words[end].Start >= words[end - 1].End))
        {
            end++;
        }

        for (var i = first + 1; i < end; i++)
        {
            if (words[i].Gap == Gap.Open && !Closes(words, i, end))
            {
                end = i;
            }
        }

        while (end > first && (words[end - 1].IsPossessive || words[end - 1].Is(WordClass.Determiner) && words[end - 1].Casing == Casing.Lower))
        {
            end--;
        }

        while (first < end && words[first].IsPossessive || first < end - 1 && IsNoStart(words, first))
        {
            first++;
        }

        // `United Nations Secretary-General`: the title behind the body is no part of it.
        if (mention.Tag is not (EntityTag.Person or EntityTag.Location) && end - first > 1 && words[end - 1].Is(WordClass.TitleHead) && words[end - 1].IsCapitalized
            && words.IsIn(end, words[end - 1].Sentence) && words[end].Gap == Gap.Joined)
        {
            end--;
        }

        if (end == first || IsAddress(words, first, end) || end - first == 1 && SpellsWordsBefore(words, first))
        {
            return null;
        }

        return end > first ? new NameMention { First = first, End = end, Tag = mention.Tag, Confidence = mention.Confidence } : null;
    }

    private static bool Closes(DocumentWords words, int open, int end)
    {
        for (var i = open + 1; i < end; i++)
        {
            if (words[i].Gap == Gap.Close)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAddress(DocumentWords words, int first, int end) =>
        words.Text.AsSpan(words[first].Start, words[end - 1].End - words[first].Start) is var text && (text.Contains("://", StringComparison.Ordinal) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || text.Contains('@'));

    /// <summary>`memorandum of understanding (MoU)`: the letters stand for common nouns.</summary>
    private static bool SpellsWordsBefore(DocumentWords words, int first)
    {
        if (words[first].Gap != Gap.Open)
        {
            return false;
        }

        var letters = words[first, true];
        var at = letters.Length - 1;
        for (var i = first - 1; at >= 0 && words.IsIn(i, words[first].Sentence) && first - i <= 8; i--)
        {
            if (words[i].IsCapitalized)
            {
                return false;
            }

            if (char.ToLowerInvariant(letters[at]) == words[i, true][0])
            {
                at--;
            }
            else if (!words[i].Is(WordClass.Preposition | WordClass.Conjunction | WordClass.Determiner))
            {
                return false;
            }
        }

        return at < 0 && letters.Length > 1;
    }

    /// <summary>A small word that cannot begin a name: an article, or a preposition with a sentence's capital.</summary>
    private static bool IsNoStart(DocumentWords words, int i) =>
        words[i, true] is "the" or "The" or "a" or "A" or "an" or "An" or "this" or "This" or "its" or "Its" or "his" or "His" or "their" or "Their"
        || (words[i].Is(WordClass.Preposition) && words[i].Gap == Gap.Sentence && words[i].Casing == Casing.Capital && !words[i].Is(WordClass.TitleModifier) && words[i + 1].IsCapitalized
            && words[i, true] is "Among" or "In" or "At" or "On" or "From" or "By" or "For" or "To" or "With" or "Under" or "During" or "Despite" or "Between" or "Against" or "Near");

    private static bool Free(NameMention?[] owner, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (owner[i] is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static void Claim(NameMention?[] owner, NameMention name)
    {
        for (var i = name.First; i < name.End; i++)
        {
            owner[i] = name;
        }
    }

    private static void Add(DocumentWords words, NameMention?[] owner, List<NameMention> names, KnowledgeMatch match, KnowledgeBase knowledge)
    {
        NameMention? largest = null;
        var start = match.First;
        var end = match.End;
        var sure = false;
        for (var i = match.First; i < match.End; i++)
        {
            if (owner[i] is { } other)
            {
                largest = largest is null || other.End - other.First > largest.End - largest.First ? other : largest;
                start = Math.Min(start, other.First);
                end = Math.Max(end, other.End);
                sure |= other.Confidence >= Sure && (other.First < match.First || other.End > match.End);
            }
        }

        if (largest is null)
        {
            if (OnlyGeneral(knowledge, match.Handle) || IsStrong(words, knowledge, match))
            {
                var found = new NameMention { First = match.First, End = match.End, Handle = match.Handle };
                Claim(owner, found);
                names.Add(found);
            }

            return;
        }

        if (largest.First == match.First && largest.End == match.End)
        {
            largest.Handle = match.Handle;
            return;
        }

        // The tagger's span reaches further: the knowledge base sees a part of a longer name.
        var possessor = match.First > start && end == match.End && match.End - match.First > 1 && words[match.First - 1].IsPossessive && !OnlyGeneral(knowledge, match.Handle);
        if (!possessor && (start < match.First || end > match.End))
        {
            if (sure || match.End - match.First <= largest.End - largest.First)
            {
                return;
            }
        }

        var tag = largest.Tag is EntityTag.Group or EntityTag.Country or EntityTag.Location && match.End - match.First > 1 ? null : largest.Tag;
        if (OnlyGeneral(knowledge, match.Handle) && largest.Tag is EntityTag.Person)
        {
            return;
        }

        for (var i = match.First; i < match.End; i++)
        {
            if (owner[i] is { } other)
            {
                for (var j = other.First; j < other.End; j++)
                {
                    owner[j] = null;
                }
            }
        }

        if (possessor && largest.Tag != EntityTag.Person && match.First - 1 > largest.First)
        {
            // `Haftar's Libyan National Army`: whoever stands before the possessive is named on his own.
            var holder = new NameMention { First = largest.First, End = match.First - 1, Tag = EntityTag.Person, Confidence = largest.Confidence };
            Claim(owner, holder);
            names.Add(holder);
        }

        var merged = new NameMention { First = match.First, End = match.End, Handle = match.Handle, Tag = tag, Confidence = largest.Confidence };
        Claim(owner, merged);
        names.Add(merged);
    }

    /// <summary>Whether only general bodies (parliament, police) claim a name.</summary>
    private static bool OnlyGeneral(KnowledgeBase knowledge, int handle)
    {
        for (var c = 0; c < knowledge.ClaimCount(handle); c++)
        {
            if (knowledge.Kind(knowledge.Claim(handle, c).Entry) != KnowledgeKind.Portfolio)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a name that the tagger does not see is taken on the knowledge base's word: full names and acronyms that are no ordinary word.</summary>
    private static bool IsStrong(DocumentWords words, KnowledgeBase knowledge, KnowledgeMatch match)
    {
        for (var c = 0; c < knowledge.ClaimCount(match.Handle); c++)
        {
            var claim = knowledge.Claim(match.Handle, c);
            if (knowledge.Kind(claim.Entry) == KnowledgeKind.Metonym)
            {
                // Counts only where the sentence makes it act.
                return true;
            }

            if ((claim.Marks & (AliasMarks.Weak | AliasMarks.LastName | AliasMarks.Skeleton)) == 0
                && (match.End - match.First > 1 || words[match.First].Casing == Casing.Upper && words[match.First].End - words[match.First].Start > 2))
            {
                return true;
            }
        }

        return false;
    }

    private static void AddCountries(DocumentWords words, NameMention?[] owner, List<NameMention> names, CountryTable countries)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].IsCapitalized || words[i].IsPossessive || owner[i] is { } known && known.First != i)
            {
                continue;
            }

            if (!countries.TryFindAt(words.Text, words[i].Start, out var found))
            {
                continue;
            }

            var end = i;
            while (end < words.Count && words[end].Start < found.Span.End && words[end].Start >= found.Span.Start)
            {
                end++;
            }

            if (end > i && words[end - 1].IsPossessive)
            {
                end--;
            }

            if (owner[i] is { } same)
            {
                if (same.End == end && same.Tag == EntityTag.Person && words.IsIn(end, words[i].Sentence) && words[end].IsPossessive)
                {
                    same.Tag = found.Kind == CountryNameKind.Demonym ? EntityTag.Group : EntityTag.Country;
                }

                if (same.End == end && (same.Tag is null or EntityTag.Country or EntityTag.Group or EntityTag.Location || found.Kind != CountryNameKind.Demonym && same.Tag != EntityTag.Person))
                {
                    (same.Country, same.CountryKind) = (found.Country, found.Kind);
                }

                continue;
            }

            if (end > i && Free(owner, i, end))
            {
                var name = new NameMention
                {
                    First = i,
                    End = end,
                    Tag = found.Kind == CountryNameKind.Demonym ? EntityTag.Group : EntityTag.Country,
                    Confidence = 0.5f,
                    Country = found.Country,
                    CountryKind = found.Kind,
                };
                Claim(owner, name);
                names.Add(name);
            }
        }
    }
}
