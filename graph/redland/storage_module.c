// SPDX-License-Identifier: GPL-3.0-or-later
// The storage as a module that librdf loads: all that is visible of it is the
// one function that librdf looks for.

#include "graph/redland/redland_storage.h"

#include <rdf_storage_module.h>

// librdf declares the type of this function, not the function.
__attribute__((visibility("default"))) void
librdf_storage_module_register_factory(librdf_world *world);

void
librdf_storage_module_register_factory(librdf_world *world)
{
  (void)librdf_storage_register_factory(world, "gesta", "Gesta graph file",
                                        gesta_redland_storage_factory);
}
