using Grpc.Core;

namespace MetaService.Server.Tests.GrpcContracts;

public class MetadataTests
{
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("X-Request-Id", "x-request-id")]
    [InlineData("a.b_c-9", "a.b_c-9")]
    public void Key_is_lower_cased(string key, string expected) => Assert.Equal(expected, new Metadata.Entry(key, "v").Key);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData(":path")]
    [InlineData("schlüssel")]
    [InlineData("İd")]
    [InlineData("a\nb")]
    [InlineData("a\ud800")]
    public void Key_with_other_characters_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "v"));

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry(null!, "v"));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("k", (string)null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("k-bin", (byte[])null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata().Add(null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata { { "a", "1" } }[0] = null!);
    }

    [Fact]
    public void Binary_values_need_the_binary_suffix_and_strings_must_not_have_it()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("key", [1, 2]));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("key-bin", "text"));
        Assert.True(new Metadata.Entry("Key-BIN", [1, 2]).IsBinary);
        Assert.False(new Metadata.Entry("key-binary", "text").IsBinary);
    }

    [Fact]
    public void Binary_value_is_copied_in_and_out()
    {
        byte[] bytes = [1, 2, 3];
        var entry = new Metadata.Entry("key-bin", bytes);
        bytes[0] = 9;
        entry.ValueBytes[1] = 9;

        Assert.Equal([1, 2, 3], entry.ValueBytes);
        Assert.Throws<InvalidOperationException>(() => entry.Value);
    }

    [Fact]
    public void String_value_can_be_had_in_ascii()
    {
        var entry = new Metadata.Entry("key", "value");
        Assert.Equal("value", entry.Value);
        Assert.Equal("value"u8.ToArray(), entry.ValueBytes);
    }

    [Fact]
    public void Entries_show_key_and_string_value()
    {
        Assert.Equal("[Entry: key=a, value=b]", new Metadata.Entry("a", "b").ToString());
        Assert.Equal("[Entry: key=a-bin, valueBytes=System.Byte[]]", new Metadata.Entry("a-bin", [1]).ToString());
    }

    [Fact]
    public void Get_takes_the_last_entry_and_GetAll_keeps_the_order()
    {
        var metadata = new Metadata { { "a", "1" }, { "b", "x" }, { "A", "2" }, { "c-bin", [7] } };

        Assert.Equal("2", metadata.Get("a")?.Value);
        Assert.Equal("2", metadata.GetValue("a"));
        Assert.Equal(["1", "2"], metadata.GetAll("a").Select(entry => entry.Value));
        Assert.Equal([7], metadata.GetValueBytes("c-bin")!);
        Assert.Null(metadata.Get("d"));
        Assert.Null(metadata.GetValue("d"));
        Assert.Null(metadata.GetValueBytes("d"));
        Assert.Empty(metadata.GetAll("d"));
    }

    [Fact]
    public void It_is_a_list()
    {
        var first = new Metadata.Entry("a", "1");
        var second = new Metadata.Entry("b", "2");
        var metadata = new Metadata { first };
        metadata.Insert(0, second);
        Assert.Equal([second, first], metadata);
        Assert.Equal(1, metadata.IndexOf(first));
        Assert.Contains(second, metadata);
        metadata[0] = first;
        Assert.Same(first, metadata[0]);
        Assert.True(metadata.Remove(first));
        Assert.False(metadata.Remove(second));
        metadata.RemoveAt(0);
        Assert.Empty(metadata);
        metadata.Add(first);
        var array = new Metadata.Entry[2];
        metadata.CopyTo(array, 1);
        Assert.Same(first, array[1]);
        metadata.Clear();
        Assert.Empty(metadata);
    }

    [Fact]
    public void Empty_metadata_cannot_be_changed()
    {
        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.False(new Metadata().IsReadOnly);
        var entry = new Metadata.Entry("a", "b");
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Insert(0, entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.RemoveAt(0));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Remove(entry));
        Assert.Throws<InvalidOperationException>(Metadata.Empty.Clear);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty[0] = entry);
        Assert.Empty(Metadata.Empty);
    }
}
