package blackout.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/**
 * Teaches JJava, and our own kernel, to draw every {@link Display} kind. The kernel finds it by
 * itself, through the service file, when Blackout is on its class path.
 */
public final class BlackoutExtension implements Extension {

  /** Called by the kernel and by its service loader. */
  public BlackoutExtension() {}

  @Override
  public void install(BaseKernel kernel) {
    Display.RENDERINGS.forEach(kind -> register(kernel.getRenderer(), kind));
  }

  private static <T> void register(Renderer renderer, Display.Rendering<T> kind) {
    renderer
        .createRegistration(kind.type())
        .preferring(Bundle.HTML, Bundle.PNG)
        .supporting(Bundle.TEXT)
        .register((value, context) -> put(kind.draw(value), context.getOutputContainer()));
  }

  static void put(Bundle bundle, DisplayData output) {
    bundle.data().forEach((type, data) -> output.putData(type, data));
    bundle.metadata().forEach((type, hints) -> output.putMetaData(type, hints));
  }
}
