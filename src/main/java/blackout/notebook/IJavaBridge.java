package blackout.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reaches a genuine IJava kernel by reflection, because its classes are in no repository that a
 * build could name. Absent outside IJava.
 */
final class IJavaBridge {

  private static final String IJAVA = "io.github.spencerpark.ijava.IJava";

  private final Object kernel;
  private final Object renderer;

  private IJavaBridge(Object kernel) throws ReflectiveOperationException {
    this.kernel = kernel;
    renderer = call(kernel, "getRenderer");
  }

  /** The IJava kernel that runs this notebook, empty if another kernel does, or none. */
  static Optional<IJavaBridge> find() {
    try {
      Object kernel =
          Class.forName(IJAVA, true, IJavaBridge.class.getClassLoader())
              .getMethod("getKernelInstance")
              .invoke(null);
      return kernel == null ? Optional.empty() : Optional.of(new IJavaBridge(kernel));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** Registers every {@link Display} kind with the kernel. */
  void register() {
    try {
      for (Display.Rendering<?> kind : Display.RENDERINGS) {
        register(kind);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this IJava has an unknown renderer: " + e, e);
    }
  }

  /** Shows a value as output of the cell. */
  void show(Object value) {
    try {
      Method render = renderer.getClass().getMethod("render", Object.class);
      Object data = render.invoke(renderer, value);
      kernel.getClass().getMethod("display", data.getClass()).invoke(kernel, data);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this IJava has an unknown renderer: " + e, e);
    }
  }

  private void register(Display.Rendering<?> kind) throws ReflectiveOperationException {
    Object registration =
        renderer
            .getClass()
            .getMethod("createRegistration", Class.class)
            .invoke(renderer, kind.type());
    String[] types = {Bundle.HTML, Bundle.PNG};
    registration
        .getClass()
        .getMethod("preferring", String[].class)
        .invoke(registration, (Object) types);
    Method register =
        Arrays.stream(registration.getClass().getMethods())
            .filter(method -> method.getName().equals("register"))
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException("register"));
    Class<?> function = register.getParameterTypes()[0];
    Object drawing =
        Proxy.newProxyInstance(
            function.getClassLoader(),
            new Class<?>[] {function},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return method.invoke(kind, arguments);
              }
              put(kind.draw(arguments[0]), call(arguments[1], "getOutputContainer"));
              return null;
            });
    register.invoke(registration, drawing);
  }

  private static void put(Bundle bundle, Object output) throws ReflectiveOperationException {
    Method putData = output.getClass().getMethod("putData", String.class, Object.class);
    for (var entry : bundle.data().entrySet()) {
      putData.invoke(output, entry.getKey(), entry.getValue());
    }
    Method putMetadata = output.getClass().getMethod("putMetaData", String.class, Object.class);
    for (var entry : bundle.metadata().entrySet()) {
      putMetadata.invoke(output, entry.getKey(), entry.getValue());
    }
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }
}
