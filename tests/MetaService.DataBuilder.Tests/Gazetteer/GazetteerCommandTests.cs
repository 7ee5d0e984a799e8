using MetaService.DataBuilder.Gazetteers;
using MetaService.Extraction.Places;

namespace MetaService.DataBuilder.Tests.Gazetteers;

public sealed class GazetteerCommandTests : IDisposable
{
    private const string Cities =
        "1\tAl Qaşabah\tAl Qasabah\tQasba,Casbah,KSB,القصبة,kasuba\t33.5\t44.25\tP\tPPLA\tIQ\t\t01\t77\t\t\t250000\t\t10\tAsia/Baghdad\t2020-01-01\n" +
        "2\tNewtown\tNewtown\t\t-10.5\t-77.125\tP\tPPL\tPE\t\t02\t\t\t\t900\t\t10\tAmerica/Lima\t2020-01-01\n" +
        "3\tNewtown\tNewtown\t\t51.5\t-3.25\tP\tPPL\tGB\t\t\t\t\t\t90000\t\t10\tEurope/London\t2020-01-01\n" +
        "4\tOld Quarter\tOld Quarter\t\t33.51\t44.26\tP\tPPLX\tIQ\t\t01\t77\t\t\t5000\t\t10\tAsia/Baghdad\t2020-01-01\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("gazetteer-test").FullName;

    public GazetteerCommandTests()
    {
        File.WriteAllText(Path.Combine(_folder, "cities500.txt"), Cities);
        File.WriteAllText(Path.Combine(_folder, "admin1.json"), """[{"code":"IQ.01","name":"Western Governorate"},{"code":"PE.02","name":"Ancash"}]""");
        File.WriteAllText(Path.Combine(_folder, "admin2.json"), """[{"code":"IQ.01.77","name":"Citadel District"},{"code":"PE.02.99","name":"Nobody Lives Here"}]""");
        File.WriteAllText(Path.Combine(_folder, "list.tsv"), "# list\ncity\tIQ\t\t\tCasbah|Qasbah City\nregion\t\t10\t20\tGreat Plains|The Plains\n");
    }

    private string Out => Path.Combine(_folder, "gazetteer.bin");

    private int Build() => GazetteerCommand.Run(["--cities", _folder, "--admin", _folder, "--list", Path.Combine(_folder, "list.tsv"), "--out", Out]);

    [Fact]
    public unsafe void What_is_written_is_read_back()
    {
        Assert.Equal(0, Build());
        var bytes = File.ReadAllBytes(Out);
        fixed (byte* data = bytes)
        {
            var gazetteer = new Extraction.Places.Gazetteer(data, bytes.Length);
            var found = new int[8];

            Assert.Equal(1, gazetteer.Find("CASBAH", found));
            var city = gazetteer[found[0]];
            Assert.Equal(("Casbah", "IQ", PlaceKind.City, 1, "Asia/Baghdad"), (city.Name, city.Country, city.Kind, city.GeonameId, city.Zone));
            Assert.Equal("Western", city.Admin1?.Name);
            Assert.Equal("Citadel", city.Admin2?.Name);
            Assert.InRange(city.Latitude, 33.49998, 33.50002);
            Assert.InRange(city.Longitude, 44.24996, 44.25004);
            Assert.InRange(city.Population, 240_000, 260_000);
            Assert.True(city.IsListed && city.IsAdminSeat && !city.IsCapital);

            foreach (var name in new[] { "al-qasabah", "Qasabah", "Qasba", "القصبة", "Qasbah City" })
            {
                Assert.True(gazetteer.Find(name, found) == 1 && found[0] == city.Index, name);
            }

            Assert.Equal(0, gazetteer.Find("KSB", found));
            Assert.Equal(0, gazetteer.Find("kasuba", found));
            Assert.True(gazetteer.FindLoose("Kassabah", found) > 0);
            Assert.True(gazetteer.FindSqueezed("Qas bahCity", found) > 0);

            Assert.Equal(2, gazetteer.Find("Newtown", found));
            Assert.Equal(("GB", "PE"), (gazetteer[found[0]].Country, gazetteer[found[1]].Country));

            Assert.Equal(1, gazetteer.Find("the plains", found));
            Assert.Equal((null, PlaceKind.Region), (gazetteer[found[0]].Country, gazetteer[found[0]].Kind));
            Assert.Equal(0, gazetteer.Find("Nobody Lives Here", found));
        }
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        Build();
        var first = File.ReadAllBytes(Out);
        Build();
        Assert.Equal(first, File.ReadAllBytes(Out));
    }

    [Theory]
    [InlineData("city\tIQ\t\t\tAtlantis")]
    [InlineData("planet\tIQ\t1\t2\tCasbah")]
    [InlineData("city\tIQ\tCasbah")]
    public void A_bad_row_is_named(string row)
    {
        File.AppendAllText(Path.Combine(_folder, "list.tsv"), row + "\n");
        var error = Assert.Throws<UsageException>(() => Build());
        Assert.Contains(row.Split('\t')[^1], error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
