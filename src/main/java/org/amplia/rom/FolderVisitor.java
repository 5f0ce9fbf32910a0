package org.amplia.rom;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Gives each file of a folder to a search; opens only real files and goes on after a fault. */
final class FolderVisitor extends SimpleFileVisitor<Path> {
  private final RomSearch search;

  FolderVisitor(RomSearch search) {
    this.search = search;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    search.countFolder();
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      search.file(file, false);
    } else if (attributes.isSymbolicLink()) {
      search.refuse(file, "a link, not followed: name the file or folder it leads to");
    } else if (attributes.isDirectory()) {
      search.refuse(file, "a folder too deep inside others: name it");
    } else {
      // Reading a pipe would wait for ever.
      search.refuse(file, "a device or a pipe, not a file");
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    search.unreadable(file, e);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException e) {
    if (e != null) {
      search.unreadable(folder, e);
    }
    return FileVisitResult.CONTINUE;
  }
}
