#!/bin/sh
# Records the SHA-256 of whatever a build downloads, on every platform: to be run after a version in pom.xml was changed.
# What was recorded before stays; look at what `git diff` says is new. Takes the network, and 700 MB of the local repository.
set -eu
cd "$(dirname "$0")/../.."
record() {
  ./mvnw -B -ntp -q -Daether.artifactResolver.postProcessor.trustedChecksums.record=true "$@"
}

property() {
  sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" pom.xml | head -n 1
}

record verify -Pcoverage -Dtest=UserErrorTest
record versions:display-dependency-updates versions:display-plugin-updates
record test-compile pitest:mutationCoverage -Pmutation -DfailWhenNoMutations=false \
  -DtargetClasses=org.amplia.base.UserError -DtargetTests=org.amplia.base.UserErrorTest
record dependency:tree -DoutputFile=/dev/null
# The natives of other platforms; these are the profiles of pom.xml.
record dependency:resolve -Dnative.platform=windows-x86_64 -Dnative.djl=win-x86_64
record dependency:resolve -Dnative.platform=macosx-x86_64 -Dnative.djl=osx-x86_64 \
  -Ddjl.version=0.28.0 -Dpytorch.version=2.2.2 -Dpytorch.jni.version=2.2.2-0.28.0
# What ND4J's own profiles add there.
for platform in windows-x86_64 macosx-x86_64 macosx-arm64 linux-arm64; do
  record dependency:get -Dtransitive=false -Dartifact="org.nd4j:nd4j-native-preset:$(property nd4j.version):jar:$platform"
done
for platform in macosx-arm64 linux-arm64; do
  for library in "org.nd4j:nd4j-native:$(property nd4j.version)" "org.bytedeco:openblas:$(property openblas.version)" \
    "org.bytedeco:javacpp:$(property javacpp.version)"; do
    record dependency:get -Dtransitive=false -Dartifact="$library:jar:$platform"
  done
done
rm -f .mvn/checksums/*.bak
