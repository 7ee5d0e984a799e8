namespace MetaService.Extraction.Headers;

/// <summary>Weighs the names that a page prints: which is its publisher, which a feed, which the agency that wrote it.</summary>
internal sealed class OutletChooser(string text, HeaderFacts facts, OutletCatalog outlets, HeaderLexicon words, ArticleContext context)
{
    private readonly Outlet? _site = outlets.ByAddress(context.SourceUrl);

    /// <summary>The publisher, in this order: hint, bracket or "published by", a printed outlet that is no agency, the site of the
    /// address, a name below the body, a source line, a single agency's credit.</summary>
    public Finding<OutletInfo>? Outlet { get; private set; }

    /// <summary>The chosen outlet's row, or null for one that is not in the catalogue.</summary>
    public Outlet? Row { get; private set; }

    /// <summary>The feed.</summary>
    public Finding<SourceCredit>? Feed { get; private set; }

    /// <summary>The agency, unless it is the outlet itself.</summary>
    public Finding<SourceCredit>? Agency { get; private set; }

    /// <summary>Chooses all three.</summary>
    public void Choose()
    {
        ChooseOutlet();
        ChooseFeed();
        ChooseAgency();
    }

    private void ChooseOutlet()
    {
        if (context.Hints.OutletId is { } id && outlets.ById(id) is { } hinted)
        {
            Take(hinted, null, 0.99, "outlet.hint");
            return;
        }

        if (First(OutletRole.Publisher) is { } publisher)
        {
            Take(Settle(publisher), publisher, 0.97, "outlet.publisher");
            return;
        }

        if (Printed() is { } printed)
        {
            Take(Settle(printed), printed, Settle(printed) == _site && _site is not null ? 0.98 : 0.9, "outlet.printed");
            return;
        }

        if (_site is not null)
        {
            Take(_site, null, 0.95, "outlet.address");
            return;
        }

        if (OutletCatalog.Host(context.SourceUrl, out _) is { Length: > 0 } host)
        {
            Outlet = new Finding<OutletInfo>(new OutletInfo("", SiteName(host), "", null, context.Hints.Country ?? CountryOfAddress(), ""), [], 0.7, "outlet.address", []);
            return;
        }

        foreach (var (role, confidence, rule) in (ReadOnlySpan<(OutletRole, double, string)>)[(OutletRole.Tail, 0.85, "outlet.tail"), (OutletRole.Byline, 0.8, "outlet.byline")])
        {
            if (facts.Outlets.Find(o => o.Role == role && Settle(o) is { IsAgency: false }) is { } below)
            {
                Take(Settle(below), below, confidence, rule);
                return;
            }
        }

        if (First(OutletRole.Source) is { } source)
        {
            Take(Settle(source), source, 0.75, "outlet.source");
            return;
        }

        if (facts.Outlets.Find(o => o.Role == OutletRole.Link) is { } link)
        {
            Take(Settle(link), link, 0.75, "outlet.link");
            return;
        }

        // A credit alone: the agency's own page, unless two share it.
        var credits = facts.Outlets.FindAll(o => o.Role is OutletRole.Credit or OutletRole.Tail or OutletRole.Byline or OutletRole.Line);
        if (credits.Count == 0 || credits.Exists(IsJoint))
        {
            return;
        }

        var agency = Settle(credits[0]);
        if (credits.TrueForAll(c => Settle(c) == agency && (agency is not null || c.Name.Claimants.SequenceEqual(credits[0].Name.Claimants))))
        {
            Take(agency, credits[0], 0.6, "outlet.credit");
        }
    }

    /// <summary>The outlet printed above the body, agencies aside: where several are, the page's own site, else the first.</summary>
    private OutletFact? Printed()
    {
        OutletFact? found = null;
        foreach (var fact in facts.Outlets)
        {
            if (fact.Role != OutletRole.Line)
            {
                continue;
            }

            var row = Settle(fact);
            if (_site is not null && row == _site)
            {
                return fact;
            }

            if (row is { IsAgency: false } || (row is null && fact.Name.Claimants is [{ IsAgency: false }, ..] or []))
            {
                found ??= fact;
            }
        }

        return found;
    }

    private void ChooseFeed()
    {
        foreach (var fact in facts.Outlets)
        {
            if (fact.Role is not (OutletRole.Source or OutletRole.Crumb))
            {
                continue;
            }

            var row = Settle(fact);
            if (row is not null && row == Row)
            {
                continue;
            }

            if (fact.Role == OutletRole.Crumb && row is null or { Kind: "aggregator" })
            {
                continue;
            }

            if (fact.Role == OutletRole.Source && Outlet?.Rule == "outlet.source")
            {
                continue;
            }

            Feed = Credit(fact, row, 0.95, fact.Role == OutletRole.Source ? "feed.source-label" : "feed.breadcrumb");
            return;
        }
    }

    private void ChooseAgency()
    {
        var credits = facts.Outlets.FindAll(o => o.Role == OutletRole.Credit);
        if (credits.Count == 0)
        {
            credits = facts.Outlets.FindAll(o => o.Role is OutletRole.Byline or OutletRole.Line or OutletRole.Tail && (Settle(o) is { IsAgency: true } || o.Name.Claimants is [{ IsAgency: true }, ..]));
        }

        var others = new List<(OutletFact Fact, Outlet? Row)>();
        foreach (var credit in credits)
        {
            var row = IsJoint(credit) ? null : Settle(credit);
            if (IsOwn(credit, row) || others.Exists(o => (o.Row is not null && o.Row == row) || Overlap(o.Fact, credit)))
            {
                continue;
            }

            others.Add((credit, row));
        }

        if (others.Count == 0)
        {
            if (credits.Count == 0)
            {
                AgencyFromText();
            }

            return;
        }

        var (first, firstRow) = others[0];
        if (others.Count >= 2 && others[1].Fact.Line == first.Line && others[^1].Fact.Name.Span.End - first.Name.Span.Start < 60)
        {
            var span = TextSpan.FromBounds(first.Name.Span.Start, others.Max(o => o.Fact.Name.Span.End));
            Agency = new Finding<SourceCredit>(new SourceCredit("", span.Of(text).ToString()), span, 0.85, "agency.joint-credit");
            return;
        }

        Agency = Credit(first, firstRow, 0.92, "agency.credit");
    }

    /// <summary>Without any credit: the agency to which the text says that something was told.</summary>
    private void AgencyFromText()
    {
        for (var i = facts.BodyStart; i < facts.BodyEnd - 4; i++)
        {
            if (!char.IsLetter(text[i]) || (i > 0 && char.IsLetter(text[i - 1])) || !(text[i] == 'ب' || (text[i] is 't' or 'T' && text[i + 1] == 'o')))
            {
                continue;
            }

            var told = words.WordAt("told", text, i, facts.BodyEnd);
            if (told == 0 || i + told + 2 >= facts.BodyEnd || outlets.MatchAt(text, i + told + 1, facts.BodyEnd) is not { IsWeak: false } match)
            {
                continue;
            }

            var fact = new OutletFact(new OutletMention(match.Claimants, new TextSpan(i + told + 1, match.Length)), OutletRole.Credit, 0);
            if (Settle(fact) is { IsAgency: true } row && row != Row)
            {
                Agency = Credit(fact, row, 0.6, "agency.told");
                return;
            }
        }
    }

    private static bool Overlap(OutletFact a, OutletFact b) => a.Name.Span.Overlaps(b.Name.Span);

    private bool IsOwn(OutletFact fact, Outlet? row) =>
        (row is not null && row == Row) || (Row is not null && fact.Name.Claimants.Contains(Row))
        || (Outlet is { } own && fact.Name.Claimants.Count == 0 && fact.Name.Span.Of(text).Equals(own.Value.Name, StringComparison.OrdinalIgnoreCase));

    private Finding<SourceCredit> Credit(OutletFact fact, Outlet? row, double confidence, string rule)
    {
        var printed = fact.Name.Span.Of(text).Trim();
        var name = row is null ? printed.ToString() : CreditName(row, printed);
        return new Finding<SourceCredit>(new SourceCredit(row?.Id ?? "", name), fact.Name.Span, row is null ? confidence - 0.15 : confidence, rule);
    }

    /// <summary>
    /// The name by which a page credits an agency or feed, as long as it is one of its English names: acronyms as printed, other capitals
    /// in the usual spelling; domains and other scripts give the catalogue's name.
    /// </summary>
    private static string CreditName(Outlet row, ReadOnlySpan<char> printed)
    {
        if (printed.IndexOf(" (", StringComparison.Ordinal) is var bracket and > 0)
        {
            printed = printed[..bracket];
        }

        foreach (var c in printed)
        {
            if (c >= '\u0250' && char.IsLetter(c))
            {
                return row.Name;
            }
        }

        if (printed.IsAllCaps() || !char.IsUpper(printed[0]))
        {
            if (row.IsAgency && printed.Length <= 6 && !printed.ContainsAny(" ."))
            {
                foreach (var alias in row.Aliases.Prepend(row.Name))
                {
                    if (printed.Equals(alias, StringComparison.OrdinalIgnoreCase) && printed.Length > 4 && !alias.AsSpan().IsAllCaps())
                    {
                        return alias;
                    }
                }

                return printed.ToString().ToUpperInvariant();
            }

            foreach (var alias in row.Aliases.Prepend(row.Name))
            {
                if (printed.Equals(alias, StringComparison.OrdinalIgnoreCase) && !alias.AsSpan().IsAllCaps() && char.IsUpper(alias[0]))
                {
                    return alias;
                }
            }

            return row.Name;
        }

        return printed.Contains('.') && !printed.Contains(' ') && IsDomain(row, printed) ? row.Name : printed.ToString();
    }

    private static bool IsDomain(Outlet row, ReadOnlySpan<char> printed)
    {
        foreach (var domain in row.Domains)
        {
            if (printed.Contains(domain, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a credit names two outlets: <c>CBS/AP</c>.</summary>
    private bool IsJoint(OutletFact fact)
    {
        var printed = fact.Name.Span.Of(text);
        var slash = printed.IndexOf('/');
        return slash > 0 && slash + 1 < printed.Length && outlets.ByName(printed[..slash]) is [var one, ..] && outlets.ByName(printed[(slash + 1)..]) is [var two, ..] && one != two;
    }

    private OutletFact? First(OutletRole role) => facts.Outlets.Find(o => o.Role == role);

    private Outlet? Settle(OutletFact fact) =>
        outlets.Settle(fact.Name.Claimants, new OutletEvidence(_site, facts.Places is [{ Country: { } country }, ..] ? country : context.Hints.Country, fact.Place))
        ?? BySection(fact);

    /// <summary>Of several with one name the one that has the printed section.</summary>
    private Outlet? BySection(OutletFact fact)
    {
        Outlet? found = null;
        foreach (var section in facts.Sections)
        {
            var name = section.Of(text).Trim().ToString();
            foreach (var claimant in fact.Name.Claimants)
            {
                if (claimant.Sections.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    if (found is not null && found != claimant)
                    {
                        return null;
                    }

                    found = claimant;
                }
            }
        }

        return found;
    }

    private void Take(Outlet? row, OutletFact? fact, double confidence, string rule)
    {
        Row = row;
        var printed = fact is null || fact.Role == OutletRole.Link ? "" : fact.Name.Span.Of(text).ToString();
        IReadOnlyList<string> others = row is null && fact is not null ? [.. fact.Name.Claimants.Select(c => c.Name)] : [];
        var info = row is not null
            ? new OutletInfo(row.Id, BareName(row.Name), printed, null, row.Country ?? context.Hints.Country, row.Kind)
            : new OutletInfo("", printed, printed, null, CommonCountry(fact) ?? context.Hints.Country ?? CountryOfAddress() ?? CountryOfSection(fact), "");
        Outlet = new Finding<OutletInfo>(info, fact is null ? [] : [fact.Name.Span], row is null ? confidence * 0.8 : confidence, rule, others);
    }

    /// <summary>Without the country or city that tells namesakes apart in the catalogue.</summary>
    private static string BareName(string name) => name.IndexOf(" (", StringComparison.Ordinal) is var at and > 0 && name.EndsWith(')') ? name[..at] : name;

    /// <summary>The home that all who share a name have in common, or null.</summary>
    private static string? CommonCountry(OutletFact? fact)
    {
        if (fact is null || fact.Name.Claimants.Count == 0)
        {
            return null;
        }

        var country = fact.Name.Claimants[0].Country;
        foreach (var claimant in fact.Name.Claimants)
        {
            if (claimant.Country != country)
            {
                return null;
            }
        }

        return country;
    }

    /// <summary>Endings of countries under which anybody registers.</summary>
    private static readonly string[] _open = ["tv", "me", "io", "co", "ly", "fm", "am", "ai", "cc", "ws", "to", "gg", "la", "nu", "sh", "st", "tk", "ml", "ga", "cf", "gq", "gl", "gd", "so", "vc", "ag", "lc", "sc", "bz", "mn", "pw", "im", "is", "ac", "cx", "vg", "ms", "fo", "tf", "pm", "re", "yt", "wf", "aq", "su", "eu", "as", "bi", "cd", "dj", "in", "sx", "id", "md"];

    /// <summary>The country whose ending the address has; null for endings that are used the world over.</summary>
    private string? CountryOfAddress()
    {
        var host = OutletCatalog.Host(context.SourceUrl, out _);
        var ending = host[(host.LastIndexOf('.') + 1)..];
        if (ending.Length != 2 || (Array.IndexOf(_open, ending) >= 0 && !IsUnderCountry(host)))
        {
            return null;
        }

        var code = ending == "uk" ? "GB" : ending.ToUpperInvariant();
        return Places.CountryTable.Shared.TryGet(code, out var country) ? country.Code : null;
    }

    /// <summary>Whether the label before the ending is a country's own kind: <c>co.in</c>, <c>com.co</c>, <c>ac.id</c>.</summary>
    private static bool IsUnderCountry(string host) =>
        host.Split('.') is [_, .., "co" or "com" or "org" or "gov" or "net" or "go" or "gob" or "edu" or "ac" or "or", _];

    /// <summary>The country by which an unlisted publisher calls its only section: <c>Ruritania News</c>.</summary>
    private string? CountryOfSection(OutletFact? fact)
    {
        if (fact is not { Role: OutletRole.Publisher } || facts.Sections.Count == 0)
        {
            return null;
        }

        var section = facts.Sections[^1].Of(text).Trim();
        return section.EndsWith(" News", StringComparison.Ordinal) && Places.CountryTable.Shared.TryFind(section[..^5], out var country, out _) ? country.Code : null;
    }

    /// <summary>Hosts under which everybody has a site of his own.</summary>
    private static readonly string[] _shared = ["blogspot.com", "wordpress.com", "substack.com", "medium.com", "tumblr.com", "livejournal.com", "typepad.com", "github.io", "weebly.com", "wixsite.com", "blogspot.co.uk", "blogspot.de"];

    /// <summary>A site's own name: its host without the labels of language and edition; blogs keep theirs.</summary>
    private static string SiteName(string host)
    {
        foreach (var shared in _shared)
        {
            if (host.EndsWith("." + shared, StringComparison.Ordinal))
            {
                return host;
            }
        }

        var labels = host.Split('.');
        var keep = labels.Length >= 3 && labels[^1].Length == 2 && labels[^2].Length <= 3 ? 3 : 2;
        return string.Join('.', labels[Math.Max(0, labels.Length - keep)..]);
    }
}
