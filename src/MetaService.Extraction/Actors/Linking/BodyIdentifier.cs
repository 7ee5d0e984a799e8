using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Actors.Words;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Tagging;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>Settles type, country and identity of a single mention of a body.</summary>
internal sealed class BodyIdentifier(LinkContext context)
{
    /// <summary>Below this the article speaks against the entry: another country, another type, no second cue.</summary>
    private const int MinScore = 10;

    private readonly DocumentWords _words = context.Words;
    private readonly KnowledgeBase _knowledge = context.Knowledge;
    private HashSet<ulong>? _longNameWords;
    private readonly OwnOutlet _own = new(context.Header);

    /// <summary>The mention as a body; null where it is none, or none that acts.</summary>
    public BodyMention? Read(NameMention name)
    {
        if (name.IsPerson || name.IsCountryName || name.IsDemonym)
        {
            return name.IsDemonym ? Description(name) : null;
        }

        if (_own.Is(_words.TextOf(name.First, name.End)) || IsPlatform(name) || _words[name.End - 1, true] is "Affairs")
        {
            return null;
        }

        if (IsTitle(name) || StandsForState(name))
        {
            return null;
        }

        // The acronym behind the outlet's own name.
        if (_words[name.First].Gap == Gap.Open && name.First > 0 && context.Owner[name.First - 1] is { } before && _own.Is(_words.TextOf(before.First, before.End)))
        {
            _own.AddName(_words.TextOf(name.First, name.End));
            return null;
        }

        var (first, bareFirst, attached) = Attach(name);
        var (entry, portfolio) = Identify(name, bareFirst, attached);
        if (!IsBody(name, entry, portfolio, attached))
        {
            return null;
        }

        var type = TypeOf(name, entry, portfolio);
        // `the Organization`, `the Centre`: no name without what stands before it.
        if (type == ActorType.Unknown || (entry < 0 && portfolio < 0 && name.End - bareFirst == 1 && attached is null && _words[bareFirst].Is(WordClass.OrganizationHead) && _words[bareFirst].Casing == Casing.Capital && !IsShortForm(bareFirst)))
        {
            return null;
        }

        if (name.Tag is null && name.Handle >= 0 && _words[name.First].Casing == Casing.Lower && !Stands(name, portfolio, attached))
        {
            return null;
        }

        var country = CountryOf(name, entry, type, attached);
        var bareKey = KeyOf(bareFirst, name.End);
        var key = entry >= 0 ? $"E{entry}"
            : portfolio >= 0 && IsMinistry(portfolio) ? $"P{_knowledge.Id(portfolio).AsSpan(0, _knowledge.Id(portfolio).IndexOf('.', StringComparison.Ordinal))}:{country}"
            : $"N{bareKey}:{(type is ActorType.Government or ActorType.SecurityForce ? country : "")}";
        return new BodyMention(name, first, bareFirst, name.End, attached, entry, portfolio, type, country, key, bareKey, false);
    }

    /// <summary>Whether the capitals of a name's words spell the letters.</summary>
    public bool HasInitials(BodyMention mention, ReadOnlySpan<char> letters)
    {
        var at = 0;
        for (var i = mention.BareFirst; i < mention.End; i++)
        {
            if (_words[i].IsCapitalized)
            {
                if (at >= letters.Length || _words[i, true][0] != letters[at])
                {
                    return false;
                }

                at++;
            }
        }

        return at == letters.Length && at > 1;
    }

    /// <summary>Whether the word is part of a longer name of a body in this document.</summary>
    private bool IsShortForm(int word)
    {
        if (_longNameWords is null)
        {
            _longNameWords = [];
            foreach (var other in context.Names)
            {
                for (var i = other.First; i < other.End && other.End - other.First > 1 && !other.IsPerson && other.Tag is not null; i++)
                {
                    _longNameWords.Add(_words[i].Hash);
                }
            }
        }

        return _longNameWords.Contains(_words[word].Hash);
    }

    /// <summary>`The Kremlin`: one metonym is one actor, the state.</summary>
    private bool StandsForState(NameMention name)
    {
        var state = false;
        for (var c = 0; name.Handle >= 0 && c < _knowledge.ClaimCount(name.Handle); c++)
        {
            var entry = _knowledge.Claim(name.Handle, c).Entry;
            if (_knowledge.Kind(entry) == KnowledgeKind.Organization)
            {
                return false;
            }

            state |= _knowledge.Kind(entry) == KnowledgeKind.Metonym && _knowledge.Type(entry) == ActorType.State;
        }

        return state;
    }

    /// <summary>`White House Coordinator for the Middle East` behind a person's name is an office, no body.</summary>
    private bool IsTitle(NameMention name)
    {
        for (var i = name.First; i < name.End; i++)
        {
            if (_words[i].Is(WordClass.OrganizationHead) && !_words[i].Is(WordClass.TitleHead | WordClass.TitleModifier))
            {
                return false;
            }

            if (i > name.First && _words[i].Is(WordClass.TitleHead) && i + 1 < name.End && _words[i + 1, true] is "for" or "of" or "to")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>`on Facebook`, `via Telegram`: where something is said, not who says it.</summary>
    private bool IsPlatform(NameMention name) =>
        name.Tag is EntityTag.Company or EntityTag.Media && _words.IsIn(name.First - 1, _words[name.First].Sentence) && _words[name.First].Continues
        && _words[name.First - 1, true] is "on" or "via";

    /// <summary>`Iraqi forces`, `British personnel`, `Turkish police`: a demonym with a common noun for a force.</summary>
    private BodyMention? Description(NameMention name)
    {
        var end = name.End;
        while (_words.IsIn(end, _words[name.First].Sentence) && end - name.End < 3 && _words[end].Continues && context.Owner[end] is null
            && _words[end].Casing == Casing.Lower && !_words[end].IsPossessive)
        {
            var head = context.Lexicon.HeadType(_words[end].Hash);
            if (head == ActorType.SecurityForce && !(_words.IsIn(end + 1, _words[end].Sentence) && _words[end + 1].Continues && context.Lexicon.HeadType(_words[end + 1].Hash) == ActorType.SecurityForce))
            {
                if (_words[end, true] is "command" or "unit" or "division" or "intelligence" or "force" or "guard" or "jets" or "fleet")
                {
                    return null;
                }

                var code = name.Country!.Code;
                var bareKey = KeyOf(name.End, end + 1);
                return new BodyMention(name, name.First, name.End, end + 1, name.Country, -1, -1, ActorType.SecurityForce, code, $"N{bareKey}:{code}", bareKey, true);
            }

            if (!_words[end].Is(WordClass.TitleModifier) && _words[end, true] is not ("armed" or "special" or "ground" or "peacekeeping" or "riot" or "joint" or "occupation"))
            {
                return null;
            }

            end++;
        }

        return null;
    }

    private (int First, int BareFirst, Country? Attached) Attach(NameMention name)
    {
        var sentence = _words[name.First].Sentence;
        if (context.Countries.TryFindAt(_words.Text, _words[name.First].Start, out var inner) && inner.Span.End < _words[name.End - 1].Start)
        {
            var bare = name.First;
            while (bare < name.End - 1 && (_words[bare].Start < inner.Span.End || _words[bare].IsPossessive))
            {
                bare++;
            }

            if (_words[bare].Gap == Gap.Joined && !_words[bare - 1].IsPossessive)
            {
                // `US-led coalition` is not a coalition of the United States.
                return (name.First, name.First, null);
            }

            return (name.First, bare, inner.Country);
        }

        if (_words.IsIn(name.First - 1, sentence) && _words[name.First].Gap == Gap.Space)
        {
            // `UK Ministry of Defence`, but not `In Hungary Fidesz fell`.
            if (context.Owner[name.First - 1] is { Country: { } before } demonym && demonym.End == name.First && (demonym.IsDemonym || demonym.CountryKind == CountryNameKind.Abbreviation || IsGeneric(name)))
            {
                return (demonym.First, name.First, before);
            }

            if (_words[name.First - 1].IsPossessive && _words.IsIn(name.First - 2, sentence) && context.Owner[name.First - 2] is { Country: { } holder } possessor)
            {
                return (possessor.First, name.First, holder);
            }
        }

        if (_words.IsIn(name.End + 1, sentence) && _words[name.End, true] is "of" or "in" && _words[name.End].Gap == Gap.Space)
        {
            var next = _words[name.End + 1, true] is "the" && _words.IsIn(name.End + 2, sentence) ? name.End + 2 : name.End + 1;
            if (context.Owner[next] is { IsCountryName: true, Country: { } after })
            {
                return (name.First, name.First, after);
            }
        }

        // A country within the name: `Banks Association of Turkey`.
        for (var i = name.First + 1; i < name.End; i++)
        {
            if (_words[i].IsCapitalized && context.Countries.TryFindAt(_words.Text, _words[i].Start, out var within) && within.Span.End <= _words[name.End - 1].End)
            {
                return (name.First, name.First, within.Country);
            }
        }

        return (name.First, name.First, null);
    }

    /// <summary>The entry or the general body that a name means, by country, date, type.</summary>
    private (int Entry, int Portfolio) Identify(NameMention name, int bareFirst, Country? attached)
    {
        var portfolio = -1;
        var best = -1;
        var bestScore = int.MinValue;
        var expected = attached?.Code ?? context.Home;
        var claims = name.Handle >= 0 ? AllClaims(name.Handle) : context.Knowledge.Claims(_words.TextOf(name.First, name.End));
        if (bareFirst > name.First || claims.Length == 0)
        {
            claims = [.. claims, .. context.Knowledge.Claims(_words.TextOf(bareFirst, name.End))];
        }

        foreach (var claim in claims)
        {
            var kind = _knowledge.Kind(claim.Entry);
            if (kind == KnowledgeKind.Portfolio && (_knowledge.Limits(claim.Entry) is var limits && (limits.Length == 0 || expected is not null && limits.Contains(expected, StringComparison.Ordinal))))
            {
                portfolio = portfolio < 0 || limits.Length > 0 ? claim.Entry : portfolio;
            }
        }

        if (portfolio >= 0 && (attached ?? context.Countries.Find(context.Home)) is { } state)
        {
            // `Parliament` in an article about Iraq: the knowledge base knows `Iraqi parliament`.
            var bare = _words.TextOf(bareFirst, name.End);
            claims = [.. claims, .. state.Demonyms.Count > 0 ? context.Knowledge.Claims($"{state.Demonyms[0]} {bare}") : [], .. context.Knowledge.Claims($"{state.Name}'s {bare}")];
        }

        foreach (var claim in claims)
        {
            var kind = _knowledge.Kind(claim.Entry);
            var entry = claim.Entry;
            if (kind == KnowledgeKind.Metonym && _knowledge.Parent(entry) >= 0)
            {
                // A place stands for its government only where it acts.
                if (Syntax.PartOf(context, name.First, name.End) != SentencePart.Subject)
                {
                    continue;
                }

                entry = _knowledge.Parent(entry);
            }
            else if (kind != KnowledgeKind.Organization)
            {
                continue;
            }

            if (!KnowledgeScanner.Fits(_words, _knowledge, name.First, name.End, claim, true) && name.Tag is null)
            {
                continue;
            }

            // A weak alias needs a second cue: the tagger's type, or its country in the focus.
            if ((claim.Marks & AliasMarks.Weak) != 0 && !Agrees(name.Tag, _knowledge.Type(entry))
                && !(OfTag(name.Tag) != ActorType.Unknown && context.FocusRank(_knowledge.Country(entry)) < 10))
            {
                continue;
            }

            var country = _knowledge.Country(entry);
            var score = 0;
            if (attached is not null)
            {
                score += country == attached.Code ? 100 : country is null ? 0 : -200;
            }

            if (portfolio >= 0 && country is not null && country != expected)
            {
                score -= 200;
            }

            var rank = context.FocusRank(country);
            score += country is null ? 25 : rank < 10 ? 60 - rank : rank < int.MaxValue ? 30 : IsGeneric(name) ? -200 : 0;
            score += Agrees(name.Tag, _knowledge.Type(entry)) ? 20 : name.Tag is null ? 10 : -5;
            score += context.Existed(entry) ? 5 : -20;
            score += (claim.Marks & AliasMarks.Canonical) != 0 ? 3 : 0;
            if (score > bestScore)
            {
                (best, bestScore) = (entry, score);
            }
        }

        return bestScore >= MinScore ? (best, portfolio) : (-1, portfolio);
    }

    private AliasClaim[] AllClaims(int handle)
    {
        var claims = new AliasClaim[_knowledge.ClaimCount(handle)];
        for (var i = 0; i < claims.Length; i++)
        {
            claims[i] = _knowledge.Claim(handle, i);
        }

        return claims;
    }

    /// <summary>Whether a name has no word of its own: all are head words, portfolios, small words.</summary>
    private bool IsGeneric(NameMention name)
    {
        for (var i = name.First; i < name.End; i++)
        {
            if (!_words[i].Is(WordClass.OrganizationHead | WordClass.TitleModifier | WordClass.Preposition | WordClass.Determiner | WordClass.Conjunction))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsBody(NameMention name, int entry, int portfolio, Country? attached) => name.Tag switch
    {
        EntityTag.Person or EntityTag.Country => false,
        EntityTag.Location => entry >= 0 && _knowledge.Type(entry) is ActorType.Government or ActorType.ArmedGroup && Syntax.PartOf(context, name.First, name.End) == SentencePart.Subject,
        EntityTag.Group => entry >= 0 && (_knowledge.Type(entry) is not ActorType.People || Syntax.PartOf(context, name.First, name.End) == SentencePart.Subject),
        null => entry >= 0 ? _knowledge.Type(entry) != ActorType.People || Syntax.PartOf(context, name.First, name.End) == SentencePart.Subject : portfolio >= 0 && Stands(name, portfolio, attached),
        _ => true,
    };

    /// <summary>Whether a general body counts without the tagger's word: a ministry always, others with their country or a capital.</summary>
    private bool Stands(NameMention name, int portfolio, Country? attached)
    {
        if (portfolio < 0)
        {
            return true;
        }

        if (IsMinistry(portfolio))
        {
            // In small letters only what is plainly a ministry.
            return _words[name.First].IsCapitalized || _words[name.First, true] is "ministry" || _words[name.End - 1, true] is "ministry";
        }

        // Others only where they act: `Parliament passed`, `the central bank said`.
        var id = _knowledge.Id(portfolio).AsSpan();
        var known = _words[name.First].IsCapitalized
            ? name.End - name.First > 1 || _words[name.First].Gap == Gap.Sentence && !id.StartsWith("cabinet.", StringComparison.Ordinal)
            : name.End - name.First > 1 && IsUsualName(name.Handle);
        return known && Syntax.PartOf(context, name.First, name.End) == SentencePart.Subject;
    }

    private bool IsUsualName(int handle)
    {
        for (var c = 0; c < _knowledge.ClaimCount(handle); c++)
        {
            if ((_knowledge.Claim(handle, c).Marks & AliasMarks.Canonical) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMinistry(int portfolio) => _knowledge.Cameo(portfolio) is { } cameo && cameo.StartsWith("GOV", StringComparison.Ordinal)
        && _knowledge.Name(portfolio) is var n && (n.Contains("Minist", StringComparison.Ordinal) || n.Contains("Department", StringComparison.Ordinal));

    private ActorType TypeOf(NameMention name, int entry, int portfolio)
    {
        if (entry >= 0 && _knowledge.Type(entry) != ActorType.Unknown)
        {
            return _knowledge.Type(entry);
        }

        var tagged = OfTag(name.Tag);
        if (portfolio >= 0 && tagged is not (ActorType.Company or ActorType.Media or ActorType.Intergovernmental) && _knowledge.Type(portfolio) != ActorType.Unknown)
        {
            return _knowledge.Type(portfolio);
        }

        return tagged != ActorType.Unknown ? tagged : context.Lexicon.HeadType(_words[name.End - 1].Hash);
    }

    private static bool Agrees(EntityTag? tag, ActorType type) => tag is not null && (OfTag(tag) == type || (tag == EntityTag.Group && type == ActorType.People));

    private static ActorType OfTag(EntityTag? tag) => tag switch
    {
        EntityTag.Government => ActorType.Government,
        EntityTag.Military => ActorType.SecurityForce,
        EntityTag.ArmedGroup => ActorType.ArmedGroup,
        EntityTag.Party => ActorType.Party,
        EntityTag.Intergovernmental => ActorType.Intergovernmental,
        EntityTag.Company => ActorType.Company,
        EntityTag.Media => ActorType.Media,
        EntityTag.Organization => ActorType.Organization,
        _ => ActorType.Unknown,
    };

    private string? CountryOf(NameMention name, int entry, ActorType type, Country? attached)
    {
        if (entry >= 0)
        {
            return _knowledge.Country(entry);
        }

        if (attached is not null)
        {
            return attached.Code;
        }

        if (type == ActorType.Media)
        {
            var outlets = OutletCatalog.Embedded.ByName(_words.TextOf(name.First, name.End));
            if (outlets.Where(o => !string.IsNullOrEmpty(o.Country)).MinBy(o => context.FocusRank(o.Country)) is { } outlet)
            {
                return outlet.Country;
            }
        }

        return type is ActorType.Intergovernmental ? null : context.Home;
    }

    private ulong KeyOf(int first, int end)
    {
        ulong key = 0;
        for (var i = first; i < end; i++)
        {
            key = NameWordReader.Extend(key, _words[i].Hash);
        }

        return key;
    }
}
