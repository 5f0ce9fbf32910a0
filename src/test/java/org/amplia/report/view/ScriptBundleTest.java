package org.amplia.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptBundleTest {
  @Test
  void aModuleComesAfterWhatItImportsAndOnce() {
    Map<String, String> modules =
        Map.of(
            "./main.js",
            "import {a, b as c} from \"./one.js\";\nimport d from \"/two/x.js\";\na(c, d);\n",
            "./one.js",
            "import d from \"/two/x.js\";\nexport function a() {}\nexport const b = d;\n",
            "/two/x.js",
            "return {default: 7};\n");
    assertThat(ScriptBundle.of("./main.js", modules::get))
        .isEqualTo(
            """
            "use strict";
            (() => {
            const module_two_x_js = (() => {
            return {default: 7};
            return {};
            })();
            const module_one_js = (() => {
            const {default: d} = module_two_x_js;
            function a() {}
            const b = d;
            return {a, b};
            })();
            const module_main_js = (() => {
            const {a, b: c} = module_one_js;
            const {default: d} = module_two_x_js;
            a(c, d);
            return {};
            })();
            })();
            """);
  }

  @Test
  void whatIsNotKnownIsRefused() {
    for (String line :
        new String[] {
          "export default 1;",
          "export {a};",
          "import * as a from \"./one.js\";",
          "import \"./one.js\";",
          "export class A {}"
        }) {
      assertThatThrownBy(() -> ScriptBundle.of("./main.js", name -> line + "\n"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("./main.js");
    }
  }
}
