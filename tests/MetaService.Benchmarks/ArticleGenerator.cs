using System.Globalization;
using System.Text;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;

namespace MetaService.Benchmarks;

/// <summary>
/// Makes any number of distinct, clearly synthetic articles from sentence templates over the countries and outlets that the
/// extractor knows. The same seed and number give the same article, whatever was made before it.
/// </summary>
public sealed class ArticleGenerator(int seed)
{
    private static readonly Country[] Countries = [.. CountryTable.Shared.All.Where(c => c.Demonyms.Count > 0 && c.Capitals.Count > 0)];
    private static readonly string[] Outlets = [.. OutletCatalog.Embedded.Outlets.Where(o => o.Country is { Length: > 0 }).Select(o => o.Name)];
    private static readonly string[] Portfolios = ["Defense", "Health", "Oil", "Finance", "Education", "Transport", "Agriculture", "the Interior", "Culture", "Trade"];
    private static readonly string[] Given = ["Omar", "Lena", "Karim", "Sofia", "Tariq", "Maria", "Yusuf", "Anna", "Hassan", "Clara", "Idris", "Nadia", "Pavel", "Amara", "Viktor", "Layla"];
    private static readonly string[] Family = ["Haddad", "Moreau", "Okafor", "Lindgren", "al-Sabri", "Petrov", "Castillo", "Demir", "Nakamura", "al-Rawi", "Mensah", "Novak", "Qureshi", "Silva", "Farah", "Weber"];
    private static readonly string[] Sentences =
    [
        "The {demonym} Ministry of {portfolio} and its partners in {other} signed a memorandum on {day}, Minister {person} said in {capital}.",
        "{last} told reporters that {demonym} forces had opened the road to {otherCapital} again after two weeks of rain.",
        "According to the ministry, about {number} families have received seed, and {number2} more are on the list.",
        "{other} welcomed the step, while the United Nations asked both sides to publish the text by {month}.",
        "In {otherCapital}, a spokesman for the {otherDemonym} parliament said that the vote would be held next week.",
        "The agreement, which {capital} first proposed in {month} {year}, covers training, spare parts and a shared workshop.",
        "Critics such as {person2} of the National Farmers' Union called it too small to matter.",
        "“We will judge it by what reaches the villages,” {last2} said, adding that {number} wells were still dry.",
        "Police in {capital} closed two bridges on {day} so that the delegations could pass.",
        "{other} and {country} have traded across the border since {year}, mostly in grain, cement and fuel.",
    ];

    /// <summary>Article <paramref name="number"/>: about 1,500 characters: header and four paragraphs.</summary>
    public string Make(int number)
    {
        var random = new Random(unchecked((seed * 7_919) ^ (number * 104_729)));
        var country = Countries[random.Next(Countries.Length)];
        var other = Countries[random.Next(Countries.Length)];
        var published = new DateOnly(2015, 1, 1).AddDays(random.Next(3600));
        string person = Name(random), person2 = Name(random);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{published:yyyy/MM/dd} | {random.Next(24):D2}:{random.Next(60):D2}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"({Outlets[random.Next(Outlets.Length)]} | News) - ");
        for (var i = 0; i < 12; i++)
        {
            var sentence = new StringBuilder(Sentences[random.Next(Sentences.Length)])
                .Replace("{country}", country.Name).Replace("{other}", other.Name)
                .Replace("{demonym}", country.Demonyms[0]).Replace("{otherDemonym}", other.Demonyms[0])
                .Replace("{capital}", country.Capitals[0]).Replace("{otherCapital}", other.Capitals[0])
                .Replace("{portfolio}", Portfolios[random.Next(Portfolios.Length)])
                .Replace("{person}", person).Replace("{person2}", person2)
                .Replace("{last}", Last(person)).Replace("{last2}", Last(person2))
                .Replace("{day}", published.AddDays(-random.Next(6)).DayOfWeek.ToString())
                .Replace("{month}", CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(1 + random.Next(12)))
                .Replace("{year}", Number(published.Year - 1 - random.Next(8)))
                .Replace("{number}", Number(100 + random.Next(9000)))
                .Replace("{number2}", Number(100 + random.Next(9000)));
            text.Append(sentence).Append(i % 3 == 2 ? "\n\n" : " ");
        }

        return text.Append(CultureInfo.InvariantCulture, $"Reference {seed}-{number}.").ToString();
    }

    private static string Name(Random random) => $"{Given[random.Next(Given.Length)]} {Family[random.Next(Family.Length)]}";

    private static string Last(string name) => name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
