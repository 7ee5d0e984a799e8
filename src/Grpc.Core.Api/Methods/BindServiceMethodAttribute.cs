namespace Grpc.Core;

/// <summary>Marks a generated service base with the method that binds its handlers to a <see cref="ServiceBinderBase"/>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = true)]
public class BindServiceMethodAttribute : Attribute
{
    /// <summary>Creates the mark.</summary>
    /// <param name="bindType">The type that holds the binding method.</param>
    /// <param name="bindMethodName">The name of the static method that takes a binder and an implementation.</param>
    public BindServiceMethodAttribute(Type bindType, string bindMethodName)
    {
        BindType = bindType;
        BindMethodName = bindMethodName;
    }

    /// <summary>The type that holds the binding method.</summary>
    public Type BindType { get; }

    /// <summary>The name of the binding method.</summary>
    public string BindMethodName { get; }
}
