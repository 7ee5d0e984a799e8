using MetaService.Extraction.Actors;

namespace MetaService.Extraction.Tests.Actors;

public class ActorLinkerTests
{
    /// <summary>Each case: marked text, focus, then <c>TYPE country name/alias/... | role</c> lines that must be found; a line with <c>!</c> must not.</summary>
    public static TheoryData<string, string, string, string[]> Cases => new()
    {
        { "last names go to full names", "# [PER Haddad] warns of delay\nMinister [PER Salma Haddad] met the mayor, [PER Omar Nasr], on Monday. [PER Haddad] said that [PER Nasr] had agreed.", "IQ",
            ["Person IQ Salma Haddad/Haddad | Minister", "Person IQ Omar Nasr/Nasr | mayor", "count 2"] },
        { "articles and hyphens of Arabic names", "Defense Minister [PER Karim al-Mansouri] signed. [PER Al-Mansouri] left. [PER Mansouri] returned.", "IQ",
            ["Person IQ Karim al-Mansouri/Al-Mansouri/Mansouri | Defense Minister", "count 1"] },
        { "two people of one last name by title", "President [PER Adel Barwani] and Prime Minister [PER Nadim Barwani] spoke. President [PER Barwani] left first.", "IQ",
            ["Person IQ Adel Barwani/Barwani | President", "Person IQ Nadim Barwani | Prime Minister"] },
        { "two people of one last name by gender", "[PER John Marsh] and Mrs [PER Ellen Marsh] came. Mrs [PER Marsh] spoke.", "GB",
            ["Person GB Ellen Marsh/Marsh |", "Person GB John Marsh |"] },
        { "transliterations", "Premier [PER Mohammad Shia al-Sudani] spoke. [PER Mohammed Shiaa Al Sudani] left.", "IQ", ["Person IQ Mohammed Shiaa Al Sudani/Mohammad Shia al-Sudani | Premier", "count 1"] },
        { "possessive before a title", "[CTY Iraq]'s Prime Minister [PER Adil Abd al-Mahdi] spoke.", "GB", ["Person IQ Adil Abd al-Mahdi | Prime Minister"] },
        { "apposition", "[PER Ben Wallace], the [NRP British] defence secretary, flew to [LOC Baghdad].", "IQ", ["Person GB Ben Wallace | British defence secretary", "count 1"] },
        { "age before the apposition", "[PER Tom Reed], 41, a farmer from [LOC Dorset], saw it.", "GB", ["Person GB Tom Reed | farmer"] },
        { "comma after the title", "The [GOV Election Board]'s deputy director for logistics, [PER Ana Lima], said so.", "BR", ["Person BR Ana Lima | deputy director for logistics"] },
        { "ambassador", "The [NRP French] ambassador to [CTY Chad], [PER Luc Petit], said so.", "TD", ["Person FR Luc Petit | French ambassador to Chad"] },
        { "long title with of", "Minister of State for Water Affairs [PER Rami Saleh] resigned.", "JO", ["Person JO Rami Saleh | Minister of State for Water Affairs"] },
        { "shared plural title", "The governors [PER Amin Taha] of [LOC Kut] and [PER Sami Jaber] of [LOC Amara] resigned.", "IQ", ["Person IQ Amin Taha | governors", "Person IQ Sami Jaber | governors"] },
        { "elected", "Last month [PER Lena Holt] was elected president of the [ORG Rowing Club].", "DE", ["Person DE Lena Holt | president of the Rowing Club"] },
        { "former", "Former prime minister [PER Jo Bell] spoke.", "NZ", ["Person NZ Jo Bell | Former prime minister"] },
        { "next person's title is not an apposition", "[PER Jo Bell], Minister [PER Al Dunn] and others came.", "NZ", ["Person NZ Jo Bell |", "Person NZ Al Dunn | Minister"] },
        { "acronym in brackets", "The [GOV National Water Board] ([GOV NWB]) met. The [GOV NWB] decided.", "KE", ["Government KE National Water Board/NWB", "count 1"] },
        { "two bodies of one short name", "[CTY Iraq] signed with the [CTY United Kingdom]'s [GOV Ministry of Defense] ([GOV MoD]). An [GOV Iraqi Ministry of Defense] text followed. A [GOV British MoD] release and the [GOV MoD] agreed.", "IQ,GB",
            ["Government GB United Kingdom's Ministry of Defense/MoD/British MoD", "Government IQ Iraqi Ministry of Defense", "State IQ Iraq"] },
        { "ministry in small letters", "The interior ministry said on Monday that [PER Zaid Omar] was held.", "JO", ["Government JO interior ministry"] },
        { "demonym and force", "[NRP Turkish] police and [NRP Iraqi] security forces met [NRP British] personnel.", "IQ", ["SecurityForce TR Turkish police", "SecurityForce IQ Iraqi security forces", "SecurityForce GB British personnel"] },
        { "country that acts", "[CTY Chad] accused [CTY Sudan] of lying. Talks between [CTY Niger] and [CTY Mali] failed.", "TD", ["State TD Chad", "State SD Sudan", "State NE Niger", "State ML Mali"] },
        { "country as a place", "Floods hit villages in [CTY Chad] and near [CTY Sudan]. A man from [CTY Niger] died. [CTY Mali]'s rivers rose.", "TD", ["! State", "count 0"] },
        { "capital that acts", "[LOC Tehran] rejected the offer. He lives in [LOC Paris].", "IR", ["State IR Tehran", "count 1"] },
        { "capital and country are one", "[CTY Iran] signed. [LOC Tehran] said so.", "IR", ["State IR Iran/Tehran", "count 1"] },
        { "knowledge without the tagger", "Fighters of the Islamic State and the Kurdistan Regional Government (KRG) met.", "IQ", ["ArmedGroup - Islamic State", "Government IQ Kurdistan Regional Government/KRG"] },
        { "own outlet is no actor", "[MED Delta Herald] reported that [MED Radio Nile] was shut.", "EG", ["Media EG Radio Nile", "! Media EG Delta Herald"] },
        { "short form of a party", "The [PTY Patriotic Union of Kurdistan] ([PTY PUK]) met. The [PTY Patriotic Union] agreed with the [PTY PUK].", "IQ", ["Party IQ Patriotic Union of Kurdistan/PUK/Patriotic Union", "count 1"] },
        { "royal names keep their title", "King [PER Faris] met [PER Prince Omar]. [PER King Faris] left.", "JO", ["Person JO King Faris/Faris | King", "Person JO Prince Omar | Prince"] },
        { "nationality before the name", "The team chose the [NRP Algerian] [PER Sami Ferhat].", "TR", ["Person DZ Sami Ferhat"] },
        { "staff of the United Nations", "[IGO UNHCR] spokesperson [PER Carla Yates] spoke.", "LY", ["Person - Carla Yates | UNHCR spokesperson"] },
        { "a family is no person", "The [PER Dorran] family denied it.", "ZA", ["count 0"] },
        { "acronym of common nouns", "They signed a memorandum of understanding ([ORG MoU]) on Monday.", "IQ", ["count 0"] },
        { "bracketed short name that looks like a person", "The [GOV Health Bureau of Delvaria] ([PER Hedel]) met. [PER Hedel] said so.", "AE", ["Government AE Health Bureau of Delvaria/Hedel", "count 1"] },
        { "platforms are no actors", "She wrote on [COM Facebook] that the march would go on.", "MY", ["count 0"] },
        { "WHO is no pronoun", "[PER Dr Lea Brandt], the [IGO WHO]'s director of supplies, spoke.", "SY", ["Person - Lea Brandt | director of supplies"] },
        { "side of a relation", "Money from [CTY Norway] came after talks between the rebels and [LOC Khartoum]. He called on [LOC Bamako] to act.", "SD", ["State NO Norway", "State SD Khartoum", "State ML Bamako"] },
        { "list of subjects over a phrase", "[LOC Washington] and [LOC London] have been accused of it. [CTY Egypt], which borders the [LOC Strip], has called for calm.", "YE", ["State US Washington", "State GB London", "State EG Egypt"] },
        { "copula is no deed", "[CTY Chad] and [CTY Niger] are the only countries without a coast.", "TD", ["count 0"] },
        { "a country joined by a hyphen is part of the word", "The [IGO US-led coalition] struck. The [IGO coalition] said so.", "IQ", ["Intergovernmental - US-led coalition", "! /led coalition"] },
        { "acronym of another country's body", "The [GOV Ministry of Defense] ([GOV MoD]) in [LOC Baghdad] spoke. A [GOV British MoD] note followed.", "IQ", ["Government IQ Ministry of Defense/MoD", "Government GB British MoD", "count 2"] },
        { "demonym and force give no bare name", "[NRP British] personnel left.", "GB", ["SecurityForce GB British personnel", "! /personnel"] },
        { "name that ends a longer one", "[COM Grand Delta Vantor] closed. [COM Vantor] gave no reason.", "NL", ["Company NL Grand Delta Vantor/Vantor", "count 1"] },
        { "place after a preposition that opens the sentence", "In [CTY Hungary] [PTY Fidesz] fell. In [CTY Austria] the [PTY Freedom Party] won.", "HU", ["Party HU Fidesz", "! State", "! Hungary Fidesz"] },
        { "second half of a title", "[IGO UN] Secretary-General [PER Ano Berg] met the director-general, [PER Lia Moor].", "SE", ["Person - Ano Berg | UN Secretary-General", "Person SE Lia Moor | director-general"] },
        { "office before a rank", "Commander of the [MIL Coast Legion] ([MIL CL]), Lieutenant General [PER Dario Voss], died.", "IR", ["Person IR Dario Voss | Commander of the Coast Legion"] },
        { "two-word state before a title", "[NRP South Sudanese] President [PER Abel Deng] signed.", "SS", ["Person SS Abel Deng | South Sudanese President"] },
        { "an office is no body", "[PER Ada Kern], the [GOV White Hall Coordinator for the North], spoke.", "US", ["Person US Ada Kern", "! Government"] },
        { "street that speaks", "[LOC Downing Street] says no. He lives near [LOC Downing Street].", "GB", ["Government GB Downing Street", "count 1"] },
        { "a date is no person", "They meet on [PER May 5th] again.", "GB", ["count 0"] },
        { "one metonym is one actor", "The [GOV Kremlin] hopes for calm. [GOV Kremlin] spokesman [PER Igor Palin] said so.", "RU", ["State RU Kremlin", "Person RU Igor Palin", "count 2"] },
        { "possessive before a known body", "General [PER Bashir Karam] spoke. [ARM Karam's Libyan National Army] advanced.", "LY", ["ArmedGroup LY Libyan National Army", "Person LY Bashir Karam/Karam", "count 2"] },
        { "short form of a company", "[COM Vantor Steel] closed. [COM Vantor] gave no reason.", "IN", ["Company IN Vantor Steel/Vantor", "count 1"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Links(string what, string marked, string focus, string[] expected)
    {
        var actors = MarkedText.Link(marked, focus, outlet: what.StartsWith("own outlet", StringComparison.Ordinal) ? "Delta Herald" : null);
        var seen = string.Join("\n", actors.Select(Describe));
        foreach (var line in expected)
        {
            if (line.StartsWith("count ", StringComparison.Ordinal))
            {
                Assert.True(actors.Count == int.Parse(line[6..], System.Globalization.CultureInfo.InvariantCulture), $"{what}: {line}\n{seen}");
            }
            else if (line.StartsWith("! ", StringComparison.Ordinal))
            {
                Assert.DoesNotContain(line[2..], seen, StringComparison.Ordinal);
            }
            else
            {
                Assert.True(actors.Any(a => Fits(a, line)), $"{what}: {line}\n{seen}");
            }
        }
    }

    private static bool Fits(Actor actor, string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var names = parts[0].Split(' ', 3)[2].Split('/');
        return $"{actor.Type} {actor.Country ?? "-"} " == string.Join(' ', parts[0].Split(' ', 3)[..2]) + " "
            && actor.Name == names[0] && names[1..].All(actor.Aliases.Contains)
            && (parts.Length == 1 || (parts[1].Length == 0 ? !actor.Roles.Any(r => r.Status == "printed") : actor.Roles.Count > 0 && actor.Roles[0].Title == parts[1]));
    }

    private static string Describe(Actor a) => $"{a.Type} {a.Country ?? "-"} {string.Join('/', a.Aliases.Prepend(a.Name))} | {string.Join("; ", a.Roles.Select(r => r.Title))} ({a.Id})";
}
