using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MetaService.Server.Reflection;

/// <summary>Finds the file that declares a symbol or an extension among the files of some services and all that they import.</summary>
internal sealed class DescriptorIndex
{
    private readonly FrozenDictionary<string, FileDescriptor> _byName;
    private readonly FrozenDictionary<string, FileDescriptor> _bySymbol;
    private readonly FrozenSet<string> _messages;
    private readonly FrozenDictionary<string, SortedDictionary<int, FileDescriptor>> _extensions;

    /// <summary>Indexes files and, directly or not, all that they import.</summary>
    /// <param name="roots">The files.</param>
    public DescriptorIndex(IEnumerable<FileDescriptor> roots)
    {
        var builder = new Builder();
        foreach (var root in roots)
        {
            builder.AddFile(root);
        }

        _byName = builder.Files.ToFrozenDictionary();
        _bySymbol = builder.Symbols.ToFrozenDictionary();
        _messages = builder.Messages.ToFrozenSet();
        _extensions = builder.Extensions.ToFrozenDictionary();
    }

    /// <summary>The file of a name, as it stands in import statements; null when there is none.</summary>
    public FileDescriptor? FindFile(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The file that declares a symbol, by its full name without a leading dot; null when there is none.</summary>
    public FileDescriptor? FindSymbol(string fullName) => _bySymbol.GetValueOrDefault(fullName);

    /// <summary>The file that declares an extension of a message; null when there is none.</summary>
    public FileDescriptor? FindExtension(string messageName, int number) =>
        _extensions.TryGetValue(messageName, out var numbers) ? numbers.GetValueOrDefault(number) : null;

    /// <summary>The numbers of all extensions of a message in ascending order; null when there is no such message.</summary>
    public IReadOnlyCollection<int>? ExtensionNumbers(string messageName) =>
        _extensions.TryGetValue(messageName, out var numbers) ? numbers.Keys : _messages.Contains(messageName) ? [] : null;

    /// <summary>The serialized file and then, each once, all that it imports, directly or not.</summary>
    public static IEnumerable<ByteString> WithImports(FileDescriptor file)
    {
        var files = new List<FileDescriptor> { file };
        var seen = new HashSet<string> { file.Name };
        for (var i = 0; i < files.Count; i++)
        {
            files.AddRange(files[i].Dependencies.Where(import => seen.Add(import.Name)));
        }

        return files.Select(item => item.SerializedData);
    }

    private sealed class Builder
    {
        public Dictionary<string, FileDescriptor> Files { get; } = [];

        public Dictionary<string, FileDescriptor> Symbols { get; } = [];

        public HashSet<string> Messages { get; } = [];

        public Dictionary<string, SortedDictionary<int, FileDescriptor>> Extensions { get; } = [];

        public void AddFile(FileDescriptor file)
        {
            if (!Files.TryAdd(file.Name, file))
            {
                return;
            }

            foreach (var service in file.Services)
            {
                AddSymbol(service);
                foreach (var method in service.Methods)
                {
                    AddSymbol(method);
                }
            }

            foreach (var message in file.MessageTypes)
            {
                AddMessage(message);
            }

            foreach (var enumeration in file.EnumTypes)
            {
                AddEnum(enumeration, file.Package);
            }

            AddExtensions(file.Extensions);
            foreach (var import in file.Dependencies)
            {
                AddFile(import);
            }
        }

        private void AddMessage(MessageDescriptor message)
        {
            AddSymbol(message);
            Messages.Add(message.FullName);
            foreach (var field in message.Fields.InDeclarationOrder())
            {
                AddSymbol(field);
            }

            foreach (var oneof in message.Oneofs)
            {
                AddSymbol(oneof);
            }

            foreach (var nested in message.NestedTypes)
            {
                AddMessage(nested);
            }

            foreach (var enumeration in message.EnumTypes)
            {
                AddEnum(enumeration, message.FullName);
            }

            AddExtensions(message.Extensions);
        }

        /// <summary>Adds an enum. Its values are siblings of it by the rules of the language, but many look for them inside: both are found.</summary>
        private void AddEnum(EnumDescriptor enumeration, string scope)
        {
            AddSymbol(enumeration);
            foreach (var value in enumeration.Values)
            {
                Symbols.TryAdd(scope.Length == 0 ? value.Name : $"{scope}.{value.Name}", enumeration.File);
                Symbols.TryAdd($"{enumeration.FullName}.{value.Name}", enumeration.File);
            }
        }

        private void AddExtensions(ExtensionCollection declared)
        {
            foreach (var extension in declared.UnorderedExtensions)
            {
                AddSymbol(extension);
                var name = extension.ExtendeeType.FullName;
                if (!Extensions.TryGetValue(name, out var numbers))
                {
                    Extensions[name] = numbers = [];
                }

                numbers.TryAdd(extension.FieldNumber, extension.File);
            }
        }

        private void AddSymbol(IDescriptor symbol) => Symbols.TryAdd(symbol.FullName, symbol.File);
    }
}
