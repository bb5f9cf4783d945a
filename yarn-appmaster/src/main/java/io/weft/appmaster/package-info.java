/**
 * The AppMaster's shell: takes in what happens, lets the scheduler decide, and acts. Read {@link io.weft.appmaster.AppMaster}
 * first. No decisions here.
 */
@NullMarked
package io.weft.appmaster;

import org.jspecify.annotations.NullMarked;
