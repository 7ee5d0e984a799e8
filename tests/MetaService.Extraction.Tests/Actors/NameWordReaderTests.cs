using MetaService.Extraction.Actors.Knowledge;

namespace MetaService.Extraction.Tests.Actors;

public class NameWordReaderTests
{
    [Theory]
    [InlineData("al-Shammari", "Al Shammari")]
    [InlineData("Kata'ib Hezbollah", "Kataib Hezbollah")]
    [InlineData("Sana'a", "Sana’a")]
    [InlineData("U.S. Army", "US Army")]
    [InlineData("P.U.K.", "PUK")]
    [InlineData("J.D. Vance", "JD Vance")]
    [InlineData("Erdoğan", "Erdogan")]
    [InlineData("Prime Minister's Office", "Prime Minister’s Office")]
    [InlineData("Xavier  Núñez", "xavier NUNEZ")]
    public void Variants_have_one_key(string left, string right) => Assert.Equal(NameWordReader.KeyOf(left), NameWordReader.KeyOf(right));

    [Theory]
    [InlineData("OPEC", "OPEC+")]
    [InlineData("Hama", "Hamas")]
    [InlineData("Iraq", "Iraq's")]
    [InlineData("Abu Omar", "Omar Abu")]
    [InlineData("a b", "ab")]
    [InlineData("Iran Iraq", "Iran")]
    public void Other_names_have_other_keys(string left, string right) => Assert.NotEqual(NameWordReader.KeyOf(left), NameWordReader.KeyOf(right));

    [Theory]
    [InlineData("Iraq's army", "Iraq,s,army")]
    [InlineData("the U.S. said", "the,U.S,said")]
    [InlineData("an end.The start", "an,end,The,start")]
    [InlineData("Gen. A.B. Kane", "Gen,A.B,Kane")]
    [InlineData("--'' ", "")]
    public void Words_end_where_they_should(string text, string expected)
    {
        var words = new List<string>();
        var reader = new NameWordReader(text);
        while (reader.MoveNext())
        {
            words.Add(text[reader.Start..reader.End]);
        }

        Assert.Equal(expected, string.Join(',', words));
    }

    [Fact]
    public void Possessive_is_marked()
    {
        var reader = new NameWordReader("Iraq’s army is the US's");
        var marks = new List<bool>();
        while (reader.MoveNext())
        {
            marks.Add(reader.IsPossessive);
        }

        Assert.Equal([false, true, false, false, false, false, true], marks);
    }

    [Theory]
    [InlineData("Mohammed Shia al-Sudani", "Muhammad Shiaa Al Sudani")]
    [InlineData("Muqtada al-Sadr", "Moqtada Sadr")]
    [InlineData("Abdul Latif Rashid", "Abdel Latif Rasheed")]
    [InlineData("Masrour Barzani", "Masrur Barzani")]
    [InlineData("Qassem Soleimani", "Kassim Suleimani")]
    public void Transliterations_have_one_skeleton(string left, string right)
    {
        Assert.NotEqual(0ul, NameSkeleton.KeyOf(left));
        Assert.Equal(NameSkeleton.KeyOf(left), NameSkeleton.KeyOf(right));
    }

    [Theory]
    [InlineData("Jo Bell", "Jay Bull")]
    [InlineData("Sadr", "Sader")]
    public void Short_names_have_no_skeleton(string left, string right) => Assert.Equal(0ul, NameSkeleton.KeyOf(left) | NameSkeleton.KeyOf(right));

    [Theory]
    [InlineData("Najah al-Shammari", "al-Shammari")]
    [InlineData("Adil Abd al-Mahdi", "Abd al-Mahdi")]
    [InlineData("Hayan Abdul Ghani", "Abdul Ghani")]
    [InlineData("Ursula von der Leyen", "von der Leyen")]
    [InlineData("Marine Le Pen", "Le Pen")]
    [InlineData("Jose Nartatez Jr.", "Nartatez")]
    [InlineData("Azize", "Azize")]
    public void Last_names_keep_their_particles(string name, string expected) => Assert.Equal(expected, PersonNames.LastName(name).ToString());
}
